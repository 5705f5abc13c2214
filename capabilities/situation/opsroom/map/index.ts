import { listLabels } from '#rooms/areas/contract.ts';
import { searchStations } from '#rooms/stations/contract.ts';
import { call } from '#web/api/index.ts';
import { both, translate } from '#web/i18n/index.ts';
import type { PaletteHit, RoomScreens } from '#web/shell/index.ts';
import { wallPath } from './use-selection.ts';
import { words } from './words.ts';

/** The wall of the operations room, and `Ctrl K` to any place on it. */
export const screens: RoomScreens = {
  key: 'situation-map',
  routes: [
    {
      path: 'situasi',
      title: both(words, 'title'),
      permission: 'situation.read',
      load: async () => (await import('./wall-page.tsx')).WallPage,
    },
  ],
  navigation: [
    {
      path: 'situasi',
      icon: 'map',
      title: both(words, 'title'),
      letter: 'S',
      order: 5,
      permission: 'situation.read',
    },
  ],
  search: async (text, operationId, signal) => {
    if (operationId === null) return [];
    const stations = call(searchStations, { query: { q: text, operationId, limit: 4 } }, { signal });
    const found = await Promise.allSettled([areasNamed(text, signal), stations]);
    const [areas, places] = found;
    return [
      ...(areas.status === 'fulfilled' ? areas.value : []),
      ...(places.status === 'fulfilled'
        ? places.value.hits.map(({ code, name, village }) =>
            hit(`${name}, ${village}`, code, wallPath({ kind: 'tps', id: code })),
          )
        : []),
    ];
  },
};

async function areasNamed(text: string, signal: AbortSignal): Promise<readonly PaletteHit[]> {
  const wanted = text.toLowerCase();
  const levels = ['district', 'village'] as const;
  const answers = await Promise.all(
    levels.map((level) => call(listLabels, { query: { level } }, { signal })),
  );
  return answers
    .flatMap(({ labels }) => labels)
    .filter(({ code, name }) => name.toLowerCase().includes(wanted) || code.startsWith(wanted))
    .slice(0, 6)
    .map(({ code, name }) => hit(name, code, wallPath({ kind: 'wilayah', id: code })));
}

function hit(title: string, code: string, path: string): PaletteHit {
  return { id: `wall-${code}`, title, note: `${code} · ${translate(words, 'onMap')}`, icon: 'pin', path };
}
