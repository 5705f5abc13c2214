/** Decisions about one station, pure: what may be written, where a point lies, how a station is found. */
import { type AreaLevel, isWithin } from '#shared/area-code.ts';
import type { Grant } from '#shared/permission.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import type { StationFields } from './commands.ts';
import { judgeLevels, type Place, stationKeep, stationManage } from './contract.ts';

/** Whether the stated fields can stand together; null when they can. */
export function findContradiction(
  fields: Pick<StationFields, 'specialKind' | 'responsibleName' | 'lon' | 'lat' | 'position'>,
): Refusal | null {
  if (fields.specialKind !== null && !fields.responsibleName?.trim()) {
    return refuse('station.responsible-missing');
  }
  const given = [fields.lon, fields.lat, fields.position].filter((value) => value !== null).length;
  return given === 0 || given === 3 ? null : refuse('station.point-incomplete');
}

/** Kinds of agencies that own the list of stations: the election commission, and its committees of district and village. */
const registerKinds: readonly string[] = ['kpu', 'ppk', 'pps'];

/** The roles by which somebody manages stations; `kinds`: of the agencies that these roles are held for. */
export function managingGrants(
  grants: readonly Grant[],
  kinds: ReadonlyMap<string, string>,
): readonly Grant[] {
  const isOwner = (agencyId: string | null) => registerKinds.includes(kinds.get(agencyId ?? '') ?? '');
  return grants.filter(
    ({ role, agencyId }) =>
      stationManage.roles.includes(role) || (stationKeep.roles.includes(role) && isOwner(agencyId)),
  );
}

/** Whether an operation reaches over a village. */
export function isInOperation(area: string, areas: readonly string[]): boolean {
  return areas.some((each) => isWithin(area, each));
}

/** Whether an area holds a point; `by`: level of the boundaries that judged, null where none could. */
export type Judged = {
  readonly holds: boolean;
  readonly by: AreaLevel | null;
  readonly source: string | null;
};
export type Placing = {
  readonly place: Place;
  readonly placeArea: string | null;
  /** Levels whose boundaries judged, from the lowest on, joined by `+`. */
  readonly placeBy: string | null;
  readonly placeSource: string | null;
};

const UNKNOWN = { place: 'unknown', placeBy: null, placeSource: null } as const;

/**
 * Where a point lies, seen from the village that the register names: the lowest of its areas that holds the point. A
 * level that no boundary judges leaves open what lies below the next one that does.
 */
export function placingOf(
  judged: Record<'village' | 'district' | 'regency', Judged>,
): Omit<Placing, 'placeArea'> {
  const asked: Judged[] = [];
  for (const level of ['village', 'district', 'regency'] as const) {
    asked.push(judged[level]);
    if (judged[level].holds)
      return asked.every(({ by }) => by) ? { place: level, ...judgesOf(asked) } : UNKNOWN;
  }
  return judged.regency.by ? { place: 'outside', ...judgesOf(asked) } : UNKNOWN;
}

function judgesOf(asked: readonly Judged[]): Pick<Placing, 'placeBy' | 'placeSource'> {
  const levels = new Set(asked.map(({ by }) => by));
  const sources = new Set(asked.flatMap(({ source }) => source ?? []));
  return {
    placeBy: judgeLevels.filter((level) => levels.has(level)).join('+') || null,
    placeSource: [...sources].join('; ') || null,
  };
}

type Stated = Readonly<Record<string, string | number | null>>;

/** Fields that differ, for the journal: only these go into the leaf. null when none does. */
export function differences(
  before: StationFields,
  after: StationFields,
): { before: Stated; after: Stated } | null {
  const was: Stated = { ...before };
  const is: Stated = { ...after };
  const names = Object.keys(is).filter((name) => was[name] !== is[name]);
  if (names.length === 0) return null;
  const only = (from: Stated): Stated => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: only(was), after: only(is) };
}

export type SchemeBody = { readonly classes: readonly { key: string; name: Localized }[] };

export function decideScheme(body: SchemeBody): Refusal | null {
  const seen = new Set<string>();
  for (const { key } of body.classes) {
    if (seen.has(key)) return refuse('station.class-twice', { key });
    seen.add(key);
  }
  return null;
}

/** `TPS 007`: what a station is called where nobody gave it a name. */
export function usualName(number: number): string {
  return `TPS ${String(number).padStart(3, '0')}`;
}

/** `31.73.01.1001-012` */
export function codeOf(area: string, number: number): string {
  return `${area}-${String(number).padStart(3, '0')}`;
}

/**
 * Number of the station's point in tiles: the last 52 bits of its id, all of them random in a UUIDv7, so that it needs
 * no counter. Two of 435,296 stations share one with a probability of 2 in 100,000.
 */
export function featureOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(-13), 16);
}

const CODE = /^\d{2}\.\d{2}(\.[\d.]*)?$/;
// Stands in nearly every name and says nothing.
const EMPTY_WORDS = new Set(['tps', 'no', 'nomor', 'jl', 'jalan']);

/** The words by which a station is found: lower case, without accents, numbers without leading zeros. */
export function wordsOf(...texts: readonly (string | null)[]): readonly string[] {
  const words = texts.flatMap((text) =>
    (text ?? '')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/^0+(?=\d)/, ''))
      .filter((word) => word !== '' && word.length <= 60 && !EMPTY_WORDS.has(word)),
  );
  return [...new Set(words)];
}

export type Wanted = { readonly tsquery: string; readonly number: number | null };

/** What somebody typed as a text-search query: every word must begin one of the station's, numbers and codes stand whole. */
export function wantedOf(typed: string): Wanted | null {
  const [codes, rest] = codesIn(typed);
  const words = wordsOf(rest);
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  const parts = [
    ...codes.map((code) => `'${code}':*`),
    ...words.map((word) => (/^\d{1,4}$/.test(word) ? `'${word}'` : `'${word}':*`)),
  ];
  if (parts.length === 0) return null;
  const number = numbers[0];
  return { tsquery: parts.join(' & '), number: number === undefined ? null : Number(number) };
}

function codesIn(typed: string): [codes: string[], rest: string] {
  const tokens = typed.trim().slice(0, 100).split(/\s+/);
  // `31.73.01.1001-012` is a village code and a number.
  const parts = tokens.flatMap((token) => (/^\d{2}\.[\d.]+-\d+$/.test(token) ? token.split('-') : [token]));
  const isCode = (token: string) => CODE.test(token);
  return [parts.filter(isCode), parts.filter((token) => !isCode(token)).join(' ')];
}
