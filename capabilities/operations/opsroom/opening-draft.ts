import type { Zone } from '#shared/time.ts';
import type { OpenOperation } from '../opening.ts';

/** An operation as it is being typed. */
export type OpeningDraft = {
  readonly codeName: string;
  readonly key: string;
  readonly areas: readonly string[];
  /** Agencies by id. */
  readonly owners: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly announcedOn: string;
  readonly source: string;
  readonly kind: OpenOperation['kind'];
  readonly zone: Zone;
  /** `pilkada-2024@1`; null: none. */
  readonly calendar: string | null;
  readonly drill: boolean;
};

export const emptyOpening: OpeningDraft = {
  codeName: '',
  key: '',
  areas: [],
  owners: [],
  firstDay: '',
  lastDay: '',
  announcedOn: '',
  source: '',
  kind: 'regional',
  zone: 'WIB',
  calendar: null,
  drill: false,
};

export const isKey = (text: string) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(text);

/** What is sent; null while something needed is missing. */
export function openingOf(draft: OpeningDraft, ids: { id: string; period: string }): OpenOperation | null {
  const { codeName, key, firstDay, lastDay, kind, zone, calendar, drill } = draft;
  const [areas, owners] = [[...draft.areas], [...draft.owners]];
  const source = draft.source.trim();
  const isFilled = [codeName.trim(), firstDay, lastDay, source].every((each) => each !== '');
  if (areas.length === 0 || !isKey(key) || !isFilled) return null;
  const announcedOn = draft.announcedOn || null;
  const stated = { daysStated: null, source, standing: 'stated' as const };
  const period = { id: ids.period, announcedOn, firstDay, lastDay, ...stated };
  const frame = { codeName: codeName.trim(), key, kind, zone, areas, drill, calendar };
  return { id: ids.id, ...frame, period, owners, sample: false, elections: [], phases: [] };
}
