import { useMemo, useRef } from 'react';
import { readFeature } from '#rooms/stations/contract.ts';
import { call } from '#web/api/index.ts';
import type { MapFeature } from '#web/map/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { useStation } from './chosen-card.tsx';
import { focusOfArea } from './layers.ts';
import { type Selection, useSelection } from './use-selection.ts';
import type { Wall } from './use-wall.ts';

/** What is chosen, where it lies, and whether to go there: what was clicked on is in sight already. */
export function useChosen(wall: Wall) {
  const [selection, select] = useSelection();
  const clicked = useRef<string | null>(null);
  const pick = usePick((next) => {
    clicked.current = next?.id ?? null;
    select(next);
  });
  const target = useTarget(selection, wall);
  const focus = selection?.id === clicked.current ? undefined : target;
  const area = areaOf(selection, wall);
  return { selection, select, pick, target, focus, area };
}

/** What was clicked becomes what is chosen; a station is asked for by its point. */
function usePick(select: (next: Selection | null) => void) {
  const { id: operationId } = useOperation();
  return async (feature: MapFeature | null) => {
    if (!feature) return select(null);
    const { layer, id, properties } = feature;
    if (layer === 'areas') return select({ kind: 'wilayah', id: String(properties.code) });
    if (layer === 'reports') return select({ kind: 'laporan', id: String(properties.id) });
    if (layer === 'incidents') return select({ kind: 'kejadian', id: String(properties.id) });
    const station = await call(readFeature, { params: { operationId, feature: Number(id) } });
    select({ kind: 'tps', id: station.code });
  };
}

/** Goes to what the address names, once, when it is first known where that lies. */
function useTarget(selection: Selection | null, { villages, reports, incidents }: Wall) {
  const { hit } = useStation(selection?.kind === 'tps' ? selection.id : null);
  const target = useMemo(() => {
    if (!selection) return undefined;
    const { kind, id } = selection;
    if (kind === 'wilayah') return focusOfArea(id, villages);
    const found =
      kind === 'tps' ? hit : [...reports.points, ...incidents.points].find((point) => point.id === id);
    if (!found || found.lon === null || found.lat === null) return undefined;
    return { at: [found.lon, found.lat], zoom: 15 } as const;
  }, [selection, villages, reports, incidents, hit]);
  const key = target ? `${target.at.join()} ${target.zoom}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place is gone to once, however often it is told again
  return useMemo(() => target, [key]);
}

function areaOf(selection: Selection | null, { figures, villages, districts }: Wall) {
  if (selection?.kind !== 'wilayah') return null;
  const code = selection.id;
  const named =
    figures.find(({ area }) => area === code) ??
    [...villages, ...districts].find((label) => label.code === code);
  return { code, name: named?.name ?? code };
}
