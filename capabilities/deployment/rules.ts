/** Decisions about patterns and strength, pure: what may be recorded, what stands on a day, what is needed. */
import { gap, need, parsePattern } from '#engines/deployment-planner/index.ts';
import { isWithin } from '#shared/area-code.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Localized, Standing } from '#shared/schema.ts';
import type { NeedRow } from './contract.ts';
import type { Pattern, PatternReading } from './plan.ts';

const reasons = {
  'linmas-twice-stations': {
    id: 'Linmas dua kali jumlah TPS, seperti lazimnya.',
    en: 'Linmas are twice the stations, as is usual.',
  },
  'linmas-not-twice': {
    id: 'Linmas bukan dua kali jumlah TPS.',
    en: 'Linmas would not be twice the stations.',
  },
  'no-rule': {
    id: 'Kedua bacaan mungkin; periksa sumbernya.',
    en: 'Either reading is possible; look at the source.',
  },
  'linmas-assumed': {
    id: 'Hanya dua bilangan: Linmas diisi dua per TPS.',
    en: 'Only two numbers: Linmas filled in as two per station.',
  },
} as const satisfies Record<string, Localized>;

/** Both readings of a written pattern, the likelier first. Nothing is chosen here. */
export function readingsOf(text: string): readonly PatternReading[] | Refusal {
  const parsed = parsePattern(text);
  if (!parsed.ok) {
    return refuse(
      parsed.error === 'impossible' ? 'deployment.pattern-impossible' : 'deployment.pattern-unreadable',
      {
        text,
      },
    );
  }
  return parsed.readings.map(({ reason, ...reading }) => ({ ...reading, reason: reasons[reason] }));
}

/** Whether a pattern can be, and agrees with the reading of its text that a person confirmed. */
export function findFault(pattern: Pattern): Refusal | null {
  if (pattern.police < 1 || pattern.stations < 1) return refuse('deployment.pattern-impossible');
  if ((pattern.writtenAs === null) !== (pattern.reading === null)) {
    return refuse('deployment.reading-differs', {
      text: pattern.writtenAs ?? '',
      reading: pattern.reading ?? '-',
    });
  }
  if (pattern.writtenAs === null || pattern.reading === null) return null;
  const { writtenAs: text, reading } = pattern;
  const parsed = parsePattern(text);
  const confirmed = parsed.ok ? parsed.readings.find(({ order }) => order === reading) : undefined;
  const agrees =
    confirmed !== undefined &&
    confirmed.police === pattern.police &&
    confirmed.stations === pattern.stations &&
    // Where only two numbers were written, the number of Linmas is the planner's own.
    (confirmed.linmas === pattern.linmas || confirmed.reason === 'linmas-assumed');
  return agrees ? null : refuse('deployment.reading-differs', { text, reading });
}

export type Dated = {
  readonly validFrom: string;
  readonly recordedAt: string;
  /** The first day on which it stands no more. */
  readonly withdrawnFrom?: string | null;
};

/**
 * What stands on a day: the last that began by then, and of two that began on one day the one recorded later. What was
 * withdrawn stood until the day before; what it had replaced stands again from then on.
 */
export function inForce<T extends Dated>(all: readonly T[], day: string): T | null {
  return all
    .filter(({ validFrom, withdrawnFrom }) => validFrom <= day && day < (withdrawnFrom ?? NEVER))
    .reduce<T | null>((best, one) => (best === null || rank(one) >= rank(best) ? one : best), null);
}

// Days are text: no day sorts after this.
const NEVER = '\uffff';
const rank = ({ validFrom, recordedAt }: Dated) => `${validFrom} ${recordedAt}`;

/**
 * A change never rewrites yesterday: a past day may be filled in only where nothing stood.
 * @param mayLoadHistory whoever opens a sample operation loads what was published before
 */
export function findRewriting(
  validFrom: string,
  known: readonly Dated[],
  today: string,
  mayLoadHistory: boolean,
): Refusal | null {
  if (mayLoadHistory || validFrom >= today) return null;
  // A first statement in the past still decides the days after it, up to the next one.
  const stood = known.filter(({ validFrom: from, withdrawnFrom }) => from < (withdrawnFrom ?? NEVER));
  const touched = stood.some((one) => one.validFrom < today);
  return touched ? refuse('deployment.past-stands', { day: validFrom, today }) : null;
}

export type StoredPattern = Pattern & Dated;

/** The patterns in force on a day, one for each class and area. */
export function patternsOn(all: readonly StoredPattern[], day: string): readonly StoredPattern[] {
  const groups = new Map<string, StoredPattern[]>();
  for (const one of all) {
    const key = `${one.class} ${one.area ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => inForce(group, day) ?? []);
}

/** The pattern for a class at a place: of those in force the one for the narrowest area around it. */
export function patternFor(
  inForceNow: readonly StoredPattern[],
  wanted: { class: string; area: string },
): StoredPattern | null {
  const fitting = inForceNow.filter(
    (one) => one.class === wanted.class && (one.area === null || isWithin(wanted.area, one.area)),
  );
  const width = (one: StoredPattern) => one.area?.length ?? 0;
  return fitting.reduce<StoredPattern | null>(
    (best, one) => (best === null || width(one) > width(best) ? one : best),
    null,
  );
}

/** Active stations of one class in one village. */
export type VillageCount = {
  readonly area: string;
  readonly class: string | null;
  readonly stations: number;
  readonly estimated: number;
};
/** How far people were divided over one area. `available` null: not all of it was given any, so that nothing is said of it. */
export type Share = {
  readonly available: number | null;
  /** People given to it or to places inside it. */
  readonly distributed: number;
  /** Villages with stations, and how many of them some distribution covers. */
  readonly villages: number;
  readonly villagesCovered: number;
};

export type Asked = {
  readonly area: string | null;
  readonly name: string;
  /** True where the count of this area as a whole is an estimate. */
  readonly estimated: boolean;
  readonly available: { readonly police: Share; readonly linmas: Share };
};

/** Butuh, ada, kekurangan of one area: ideal over the whole of it, and rounded up per village. */
export function needRow(
  asked: Asked,
  counts: readonly VillageCount[],
  inForceNow: readonly StoredPattern[],
): NeedRow {
  const used = new Map<string, StoredPattern>();
  const villages = new Map<string, Record<string, number>>();
  for (const { area, class: key, stations } of counts) {
    const pattern = key === null ? null : patternFor(inForceNow, { class: key, area });
    if (pattern && stations > 0) used.set(pattern.id, pattern);
    const village = villages.get(area) ?? {};
    const group = pattern?.id ?? WITHOUT;
    village[group] = (village[group] ?? 0) + stations;
    villages.set(area, village);
  }
  const found = need(
    [...villages].map(([key, stations]) => ({ key, stations })),
    Object.fromEntries(used),
  );
  const police = gap(found.police.ideal, asked.available.police.available);
  const linmas = gap(found.linmas, asked.available.linmas.available);
  // Where no station has a pattern the need is not nought but unknown, and nobody is to spare.
  const isKnown = found.stations > found.withoutPattern;
  const patterns = [...used.values()].map(({ standing }) => standing);
  return {
    area: asked.area,
    name: asked.name,
    stations: found.stations,
    withoutPattern: found.withoutPattern,
    policeNeed: police.need,
    policeNeedGrouped: found.police.grouped,
    policeAvailable: police.available,
    policeGap: isKnown ? police.gap : null,
    policeGapGrouped: isKnown ? gap(found.police.grouped, police.available).gap : null,
    linmasNeed: linmas.need,
    linmasAvailable: linmas.available,
    linmasGap: isKnown ? linmas.gap : null,
    villages: asked.available.police.villages,
    policeVillages: asked.available.police.villagesCovered,
    policeDistributed: asked.available.police.distributed,
    linmasVillages: asked.available.linmas.villagesCovered,
    linmasDistributed: asked.available.linmas.distributed,
    standing: weakest([...patterns, asked.estimated ? 'estimated' : 'computed']),
    standingGrouped: weakest([
      ...patterns,
      counts.some(({ estimated }) => estimated > 0) ? 'estimated' : 'computed',
    ]),
  };
}

const WITHOUT = 'without pattern';
const FIRMNESS: readonly Standing[] = ['stated', 'computed', 'estimated', 'assumed', 'staged'];

/** A figure stands no firmer than the weakest of what it is computed from, and is at best computed. */
export function weakest(all: readonly Standing[]): Standing {
  const place = Math.max(1, ...all.map((one) => FIRMNESS.indexOf(one)));
  return FIRMNESS[place] ?? 'staged';
}

const POLICE: readonly string[] = ['polri', 'brimob'];

export type Part = {
  readonly force: string;
  readonly duty: string;
  readonly count: number;
  readonly standing: Standing;
};
export type Published = {
  readonly police: number | null;
  readonly linmas: number | null;
  readonly reserve: number;
  readonly army: number;
  readonly lent: number;
  readonly standing: Standing;
};

/**
 * What a publication of strength says about guards of stations. Where it does not say for which duty, all of them are
 * taken and the figure is an assumption. Reserve, army and lent people are never guards.
 */
export function publishedStrength(parts: readonly Part[]): Published {
  const army = parts.filter(({ force }) => force === 'tni');
  const others = parts.filter(({ force }) => force !== 'tni');
  const police = guardsOf(others, POLICE);
  const linmas = guardsOf(others, ['linmas']);
  return {
    police: police.count,
    linmas: linmas.count,
    reserve: sum(others.filter(({ duty }) => duty === 'reserve')),
    army: sum(army),
    lent: sum(others.filter(({ duty }) => duty === 'support')),
    standing: weakest([...police.standings, ...linmas.standings]),
  };
}

const sum = (parts: readonly { count: number }[]) => parts.reduce((all, { count }) => all + count, 0);

/** Guards among parts of some forces; null where none are stated. */
export function guardsOf(
  parts: readonly Part[],
  forces: readonly string[],
): { count: number | null; standings: Standing[] } {
  const own = parts.filter(({ force }) => forces.includes(force));
  const stated = own.filter(({ duty }) => duty === 'tps');
  if (stated.length > 0) return { count: sum(stated), standings: stated.map(({ standing }) => standing) };
  const undivided = own.filter(({ duty }) => duty === 'all');
  if (undivided.length === 0) return { count: null, standings: [] };
  return { count: sum(undivided), standings: ['assumed'] };
}
