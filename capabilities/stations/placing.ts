/** Where points lie against the villages that the register names, and by whose boundaries that was judged. */
import { areasHolding } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { type AreaLevel, ancestorAt } from '#shared/area-code.ts';
import type { StationFields } from './commands.ts';
import { type Judged, type Placing, placingOf } from './rules.ts';

type Placed = Pick<StationFields, 'lon' | 'lat' | 'position'> & { readonly area: string };

const NOWHERE: Placing = { place: 'unknown', placeArea: null, placeBy: null, placeSource: null };
const LEVELS: readonly AreaLevel[] = ['village', 'district', 'regency'];

/** One answer per station, in the order given. */
export async function placeAll(ctx: Context, stations: readonly Placed[]): Promise<readonly Placing[]> {
  const points = stations.flatMap(({ area, lon, lat, position }, index) => {
    // A point that is only drawn near the village centre says nothing about where the station stands.
    if (lon === null || lat === null || position === 'estimated') return [];
    return [{ index, lon, lat, codes: LEVELS.flatMap((level) => ancestorAt(area, level) ?? []) }];
  });
  const answers = await ctx.ask(areasHolding, { points });
  const found = new Map(points.map(({ index }, at) => [index, answers[at]]));
  return stations.map((_, index) => {
    const answer = found.get(index);
    if (!answer) return NOWHERE;
    const [village, district, regency]: readonly (Judged | undefined)[] = answer.areas;
    if (!village || !district || !regency) return NOWHERE;
    return { ...placingOf({ village, district, regency }), placeArea: answer.located.code };
  });
}
