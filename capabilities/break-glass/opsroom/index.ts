import { call } from '#web/api/index.ts';
import { both, localized } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { readOwn } from '../contract.ts';
import { seeOpenings } from '../rights.ts';
import { words } from './words.ts';

const permission = seeOpenings.name;

export const screens: RoomScreens = {
  key: 'break-glass',
  routes: [
    {
      path: 'darurat',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./openings-page.tsx')).OpeningsPage,
    },
  ],
  // The page itself is offered by `personal`. To take it is offered where it would widen something, which only the server knows.
  search: async (text, operationId, signal) => {
    const title = localized(both(words, 'take'));
    if (operationId === null || !title.toLowerCase().includes(text.toLowerCase())) return [];
    const { open, offer } = await call(readOwn, { query: { operationId } }, { signal });
    if (open !== null || offer === null) return [];
    return [{ id: 'break-glass.take', title, icon: 'warning', path: 'darurat?buka=1' }];
  },
  personal: [{ path: 'darurat', title: both(words, 'title'), icon: 'warning', permission }],
  home: [
    {
      key: 'break-glass',
      order: -10,
      permission,
      load: async () => (await import('./home-card.tsx')).HomeCard,
    },
  ],
  alarm: async () => (await import('./alarm-bar.tsx')).AlarmBar,
  wayIn: async () => (await import('./way-in.tsx')).WayIn,
};
