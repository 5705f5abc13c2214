import './rail.css';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocalized, useTexts } from '../i18n/index.ts';
import { AppLink, Dialog, Icon, type KeyBinding, useGo } from '../ui/index.ts';
import { useOpenOperation } from './context.ts';
import { useOffered } from './offered.ts';
import { barOf } from './phone-bar.ts';
import type { NavigationEntry, RoomScreens } from './room-screens.ts';
import { usePhone } from './use-phone.ts';
import { words } from './words.ts';

type Entry = NavigationEntry & { readonly to: string };

/** The rooms that this person may enter now, in their order. */
export function useEntries(rooms: readonly RoomScreens[]): readonly Entry[] {
  const entries = useOffered(rooms.flatMap(({ navigation }) => navigation ?? []));
  return entries.toSorted((one, other) => one.order - other.order);
}

/** All rooms along the edge; on a phone a few at the foot and the rest one touch away. */
export function Rail({ rooms }: { rooms: readonly RoomScreens[] }) {
  const t = useTexts(words);
  const isPhone = usePhone();
  const rail = useRef<HTMLElement>(null);
  const entries = useEntries(rooms);
  const here = useRouterState({ select: (state) => state.location.pathname });
  const current = entries.find(({ to }) => here === to || here.startsWith(`${to}/`));
  const ofServer = entries.findIndex(({ scope }) => scope === 'house');
  const firstOfServer = ofServer > 0 && !isPhone ? entries[ofServer] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another room is another mark to show
  useEffect(() => {
    rail.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.to]);
  return (
    <nav ref={rail} className="rail" aria-label={t('rooms')}>
      <HomeEntry here={here} />
      {(isPhone ? barOf(entries, current) : entries).map((entry) => (
        <RoomEntry
          key={entry.path}
          entry={entry}
          current={entry === current}
          divided={entry === firstOfServer}
        />
      ))}
      {isPhone ? (
        <More>
          {entries.map((entry) => (
            <RoomEntry key={entry.path} entry={entry} current={entry === current} />
          ))}
        </More>
      ) : null}
    </nav>
  );
}

function HomeEntry({ here }: { here: string }) {
  const t = useTexts(words);
  const operation = useOpenOperation();
  const home = operation ? `/o/${operation.id}` : '/';
  return (
    <AppLink to={home} className="rail-entry" current={here === home || here === `${home}/`}>
      <Icon name="home" size={20} />
      <span>{t('home')}</span>
    </AppLink>
  );
}

type RoomEntryProps = { readonly entry: Entry; readonly current: boolean; readonly divided?: boolean };

function RoomEntry({ entry, current, divided = false }: RoomEntryProps) {
  const localized = useLocalized();
  const { to, icon, title, Badge } = entry;
  return (
    <AppLink to={to} className={divided ? 'rail-entry rail-entry-server' : 'rail-entry'} current={current}>
      <Icon name={icon} size={20} />
      <span>{localized(title)}</span>
      {Badge ? (
        <span className="rail-badge">
          <Badge />
        </span>
      ) : null}
    </AppLink>
  );
}

/** Every room in a sheet, which closes when one is entered. */
function More({ children }: { children: ReactNode }) {
  const t = useTexts(words);
  const [open, setOpen] = useState(false);
  const address = useRouterState({ select: (state) => state.location.href });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another room
  useEffect(() => setOpen(false), [address]);
  return (
    <>
      <button type="button" className="rail-entry" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="dots" size={20} />
        <span>{t('more')}</span>
      </button>
      <Dialog title={t('roomsAll')} open={open} onClose={() => setOpen(false)}>
        <nav className="room-sheet" aria-label={t('roomsAll')}>
          {children}
        </nav>
      </Dialog>
    </>
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
