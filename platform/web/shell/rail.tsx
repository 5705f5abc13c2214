import { useRouterState } from '@tanstack/react-router';
import { useLocalized, useTexts } from '../i18n/index.ts';
import { AppLink, Icon, type KeyBinding, useGo } from '../ui/index.ts';
import { useHref, useOpenOperation, usePerson } from './context.ts';
import type { NavigationEntry, RoomScreens } from './room-screens.ts';
import { words } from './words.ts';

/** The rooms that this person may enter now, in their order. */
export function useEntries(rooms: readonly RoomScreens[]): readonly (NavigationEntry & { to: string })[] {
  const operation = useOpenOperation();
  const href = useHref();
  const { permissions } = usePerson();
  return rooms
    .flatMap(({ navigation }) => navigation ?? [])
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .filter(({ scope = 'operation' }) => operation !== null || scope !== 'operation')
    .map((entry) => ({ ...entry, to: href(entry.path, entry.scope) }))
    .toSorted((one, other) => one.order - other.order);
}

export function Rail({ rooms }: { rooms: readonly RoomScreens[] }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const operation = useOpenOperation();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const home = operation ? `/o/${operation.id}` : '/';
  return (
    <nav className="rail" aria-label={t('rooms')}>
      <AppLink to={home} className="rail-entry" current={here === home || here === `${home}/`}>
        <Icon name="home" size={20} />
        <span>{t('home')}</span>
      </AppLink>
      {useEntries(rooms).map(({ to, icon, title, Badge, path }) => (
        <AppLink key={path} to={to} className="rail-entry" current={here === to || here.startsWith(`${to}/`)}>
          <Icon name={icon} size={20} />
          <span>{localized(title)}</span>
          {Badge ? (
            <span className="rail-badge">
              <Badge />
            </span>
          ) : null}
        </AppLink>
      ))}
    </nav>
  );
}

/** `G` and a letter for each room. */
export function useRoomKeys(rooms: readonly RoomScreens[]): readonly KeyBinding[] {
  const t = useTexts(words);
  const localized = useLocalized();
  const go = useGo();
  const entries = useEntries(rooms);
  return entries.map(({ letter, title, to }) => ({
    keys: `G ${letter.toUpperCase()}`,
    title: t('goTo', { room: localized(title) }),
    run: () => go(to),
  }));
}
