import { ancestorAt } from '#shared/area-code.ts';
import type { MapFeature } from '#web/map/index.ts';
import type { Wall } from './use-wall.ts';

/** Where a single area fills the screen its name may lie outside: then this says where one is. */
export function Here({ code, wall }: { readonly code: string; readonly wall: Wall }) {
  const named = [...wall.villages, ...wall.districts, ...wall.regencies];
  const nameOf = (of: string | null) => named.find((label) => label.code === of)?.name;
  const name = nameOf(code);
  if (name === undefined) return null;
  const district = ancestorAt(code, 'district');
  const around = district === code ? undefined : nameOf(district);
  return (
    <p className="wall-here">
      {name}
      {around === undefined ? null : <span className="quiet">{around}</span>}
    </p>
  );
}

export function codeOf(feature: MapFeature | null): string | null {
  const code = feature?.properties.code;
  return typeof code === 'string' ? code : null;
}
