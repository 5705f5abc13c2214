import './shell.css';
import './page.css';
import './palette.css';
import './print.css';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Language, useTexts } from '../i18n/index.ts';
import { AppLink, Icon, KeyHint, listenToKeys, Toasts, useKeys, WayInContext } from '../ui/index.ts';
import { Clock } from './clock.tsx';
import { ConnectionNote } from './connection-note.tsx';
import { useAddressOperation, useOpenOperation } from './context.ts';
import { FaultBoundary } from './fault.tsx';
import { KeyLine, KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Rail, useRoomKeys } from './rail.tsx';
import { RoomParts } from './room-parts.tsx';
import type { RoomScreens } from './room-screens.ts';
import { words } from './words.ts';

export type ShellProps = {
  readonly rooms: readonly RoomScreens[];
  /** The line of stages; null where no room brings one. */
  readonly strip: ReactNode;
  /** Whether this person has operations to choose from; an administrator of accounts has none. */
  readonly choosesOperation: boolean;
  readonly children: ReactNode;
  readonly onSignOut: () => void;
  readonly onLanguage: (language: Language) => void;
};

/** The frame around every screen: top bar, rail, stages, foot. */
export function Shell({ rooms, strip, choosesOperation, children, onSignOut, onLanguage }: ShellProps) {
  const t = useTexts(words);
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const wayIn = useMemo(() => <RoomParts rooms={rooms} place="wayIn" />, [rooms]);
  useEffect(listenToKeys, []);
  useKeys(t('keysEverywhere'), [
    { keys: 'Ctrl K', title: t('searchShort'), run: () => setPalette(true), whileTyping: true },
    { keys: '?', title: t('keysTitle'), run: () => setSheet(true) },
    ...useRoomKeys(rooms),
  ]);
  return (
    <WayInContext value={wayIn}>
      <div className="shell">
        <div className="shell-alarm">
          <RoomParts rooms={rooms} place="alarm" />
        </div>
        <header className="top-bar">
          <AppLink to="/" className="brand">
            Rakor
          </AppLink>
          <OperationName chooses={choosesOperation} />
          <button type="button" className="search-button" onClick={() => setPalette(true)}>
            <Icon name="search" size={16} />
            <span>{t('search')}</span>
            <KeyHint keys={['Ctrl K']} />
          </button>
          <ConnectionNote />
          <Clock />
          <PersonMenu
            rooms={rooms}
            onSignOut={onSignOut}
            onLanguage={onLanguage}
            onKeys={() => setSheet(true)}
          />
        </header>
        <Rail rooms={rooms} />
        <div className="work">
          {strip}
          <main className="screen">
            <FaultBoundary resetKey={path}>{children}</FaultBoundary>
          </main>
          <KeyLine onAll={() => setSheet(true)} />
        </div>
        <Palette rooms={rooms} open={palette} onClose={() => setPalette(false)} />
        <KeySheet open={sheet} onClose={() => setSheet(false)} />
        <Toasts />
      </div>
    </WayInContext>
  );
}

function OperationName({ chooses }: { chooses: boolean }) {
  const t = useTexts(words);
  const operation = useOpenOperation();
  const isInside = useAddressOperation() !== null;
  if (!operation && !chooses) return null;
  if (operation && !isInside)
    return (
      <AppLink to={`/o/${operation.id}`} className="operation-name operation-back">
        <Icon name="chevron-left" size={16} />
        <span className="sr-only">{t('backToOperation')} </span>
        <span className="strong">{operation.name}</span>
      </AppLink>
    );
  return (
    <AppLink to="/?pilih=1" className="operation-name">
      {operation ? (
        <>
          <span className="strong">{operation.name}</span>{' '}
          <span className="quiet">{t('revision', { revision: operation.revision })}</span>
        </>
      ) : (
        <span className="quiet">{t('noOperation')}</span>
      )}
      <span className="sr-only"> · {t('chooseOperation')}</span>
    </AppLink>
  );
}
