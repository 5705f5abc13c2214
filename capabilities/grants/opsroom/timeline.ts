import type { ReplyOf } from '#shared/endpoint.ts';
import type { readGrantTimeline } from '../doors-overview.ts';

export type Timeline = ReplyOf<typeof readGrantTimeline>;
/** Two transfers of one day are two marks: the key tells them apart. */
export type TimeMark = Timeline['marks'][number] & { readonly key: string };
export type Lane = {
  readonly grantId: string;
  readonly areaName: string;
  readonly recipient: TimeMark['recipient'];
  readonly marks: readonly TimeMark[];
};

/** One lane for each agreement, in the order in which they come; its marks by day. */
export function lanesOf(marks: Timeline['marks']): readonly Lane[] {
  const keyed = marks.map((mark, index) => ({ ...mark, key: String(index) }));
  const grants = [...new Map(marks.map((mark) => [mark.grantId, mark])).values()];
  return grants.map(({ grantId, areaName, recipient }) => {
    const own = keyed.filter((mark) => mark.grantId === grantId);
    return { grantId, areaName, recipient, marks: own.toSorted((a, b) => a.day.localeCompare(b.day)) };
  });
}

/** Days by which money was late or still is: from each due day to the transfer that came after it, or to today. */
export function delaysOf({ marks }: Lane, today: string): readonly { from: string; to: string }[] {
  return marks.flatMap(({ kind, day, ordinal, state }) => {
    if (kind !== 'due') return [];
    if (state === 'late') return [{ from: day, to: today }];
    const paid = marks.filter((one) => one.kind === 'transferred' && one.ordinal === ordinal).at(-1);
    return paid && paid.day > day ? [{ from: day, to: paid.day }] : [];
  });
}
