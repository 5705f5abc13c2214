/** Decisions about how strength is divided, pure: what an area has, how far that is known, what exceeds what was announced. */
import { isWithin } from '#shared/area-code.ts';
import { guardsOf, type Part, type Share } from './rules.ts';

type Distributed = {
  readonly area: string | null;
  readonly force: string;
  readonly duty: string;
  readonly count: number;
};

const POLICE: readonly string[] = ['polri', 'brimob'];
const guardsFor = (force: string, pools: readonly Distributed[]) =>
  pools.filter((one) => one.duty === 'tps' && (force === 'polri' ? POLICE : [force]).includes(one.force));

/**
 * What an area was given: its own distribution, or those of places inside it once they cover every village. A part that
 * was not given any is not a part with nobody.
 */
export function shareOf(
  area: string,
  force: 'polri' | 'linmas',
  pools: readonly Distributed[],
  villages: readonly string[],
): Share {
  const guards = guardsFor(force, pools).filter((one) => one.area !== null && isWithin(one.area, area));
  const own = guards.filter((one) => one.area === area);
  const covered = villages.filter((village) => guards.some((one) => isWithin(village, one.area ?? '')));
  const distributed = own.length > 0 ? sum(own) : deepest(guards);
  const isKnown = own.length > 0 || (covered.length > 0 && covered.length === villages.length);
  return {
    available: isKnown ? distributed : null,
    distributed,
    villages: villages.length,
    villagesCovered: covered.length,
  };
}

/** `distributed` more than `announced` people of a force. Brimob are of the police. */
export type Excess = { readonly force: string; readonly announced: number; readonly distributed: number };

/** Forces of which more people were divided than were announced; a force that was not announced exceeds nothing. */
export function excessesOf(parts: readonly Part[], pools: readonly Distributed[]): readonly Excess[] {
  const forces = new Set(pools.map(({ force }) => groupOf(force)));
  return [...forces].flatMap((force): Excess[] => {
    const announced = announcedOf(parts, force);
    const distributed = deepest(guardsFor(force, pools));
    return announced !== null && distributed > announced ? [{ force, announced, distributed }] : [];
  });
}

export const groupOf = (force: string) => (POLICE.includes(force) ? 'polri' : force);

/** Guards of a force; where none are stated as such, everybody of it who was announced. */
function announcedOf(parts: readonly Part[], force: string): number | null {
  const own = parts.filter((part) => groupOf(part.force) === force);
  if (own.length === 0) return null;
  return guardsOf(own, force === 'polri' ? POLICE : [force]).count ?? sum(own);
}

/** Each person once: what an area was given and what places inside it were given are the same people, the more of both. */
function deepest(guards: readonly Distributed[]): number {
  const areas = [...new Set(guards.flatMap(({ area }) => area ?? []))];
  const widest = areas.filter((area) => !areas.some((other) => other !== area && isWithin(area, other)));
  return widest.reduce((total, area) => {
    const own = guards.filter((one) => one.area === area);
    const inside = guards.filter((one) => one.area !== area && one.area !== null && isWithin(one.area, area));
    return total + Math.max(sum(own), deepest(inside));
  }, 0);
}

const sum = (all: readonly { readonly count: number }[]) =>
  all.reduce((total, { count }) => total + count, 0);
