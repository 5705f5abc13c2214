import type { ReplyOf } from '#shared/endpoint.ts';
import type { readPublishedGrants } from '../doors-overview.ts';

export type Series = ReplyOf<typeof readPublishedGrants>['series'][number];
export type Figure = Series['points'][number]['figures'][number];
export type Line = {
  readonly recipient: Figure['recipient'];
  readonly points: readonly { readonly day: string; readonly percent: number }[];
};

/** A line needs days enough to be one. */
const LEAST_POINTS = 3;

/** What was transferred in percent, by recipient, where a series says it for several days. */
export function linesOf({ points }: Series): readonly Line[] {
  const said = points.flatMap(({ day, figures }) =>
    figures.flatMap(({ recipient, what, percent }) =>
      day !== null && what === 'transferred' && percent !== null ? [{ day, recipient, percent }] : [],
    ),
  );
  const recipients = [...new Set(said.map(({ recipient }) => recipient))];
  return recipients
    .map((recipient) => ({
      recipient,
      points: said
        .filter((one) => one.recipient === recipient)
        .toSorted((a, b) => a.day.localeCompare(b.day)),
    }))
    .filter(({ points: own }) => own.length >= LEAST_POINTS);
}
