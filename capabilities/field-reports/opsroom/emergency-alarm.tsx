import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import type { RowOf } from '#web/table/index.ts';
import { Button, Icon, useGo } from '#web/ui/index.ts';
import type { listReports } from '../contract.ts';
import './emergency-alarm.css';
import { soundAlarm } from './sound.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listReports>;

const SHOWN = 3;
// The badge that draws this may stand twice on a phone, in the bar and in the sheet of all rooms.
let drawer: symbol | null = null;
const closed = new Set<string>();
const said = new Set<string>();

/**
 * Over everything, in red, until somebody read or closed it: each emergency that waits, and each cry for help that came
 * while this page was open. An emergency sounds once.
 */
export function EmergencyNotices({ waiting, more }: { waiting: readonly Row[]; more: string }) {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const isDrawer = useTurn();
  const [, setClosings] = useState(0);
  useFirstLook(waiting);
  const open = waiting.filter(({ id }) => !closed.has(id));
  useSound(open);
  if (!isDrawer || open.length === 0) return null;
  const close = (id: string) => {
    closed.add(id);
    setClosings((times) => times + 1);
  };
  return createPortal(
    // What is pressed here must not follow the link that the badge stands in: events rise through a portal.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps events from rising
    // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps events from rising
    <div
      className="emergencies"
      data-react-aria-top-layer="true"
      onClick={(event) => event.stopPropagation()}
    >
      {open.slice(0, SHOWN).map((row) => (
        <Notice
          key={row.id}
          row={row}
          onOpen={() => {
            close(row.id);
            go(href(`laporan/${row.id}`));
          }}
          onClose={() => close(row.id)}
        />
      ))}
      {open.length > SHOWN ? (
        <Button kind="danger" onPress={() => go(more)}>
          {t('emergencyMore', { count: open.length - SHOWN })}
        </Button>
      ) : null}
    </div>,
    document.body,
  );
}

function Notice({ row, onOpen, onClose }: { row: Row; onOpen: () => void; onClose: () => void }) {
  const t = useTexts(words);
  const { time } = useFormat();
  const place = [row.stationName, row.areaName].filter(Boolean).join(', ');
  return (
    <section className={row.urgency === 0 ? 'emergency' : 'emergency emergency-help'} role="alert">
      <Icon name="warning" size={20} />
      <p>
        <strong>{t(row.urgency === 0 ? 'emergencyAt' : 'helpAt', { place })}</strong>{' '}
        <span>
          {time(row.operationAt)} · {row.code}
        </span>
      </p>
      <div className="emergency-doing">
        <Button onPress={onOpen}>{t('emergencyOpen')}</Button>
        <Button onPress={onClose}>{t('emergencyClose')}</Button>
      </div>
    </section>
  );
}

/** Whether this is the one place that draws the notices. */
function useTurn(): boolean {
  const [isMine, setMine] = useState(false);
  useEffect(() => {
    const self = Symbol('drawer');
    if (drawer !== null) return;
    drawer = self;
    setMine(true);
    return () => {
      if (drawer === self) drawer = null;
    };
  }, []);
  return isMine;
}

let hasLooked = false;

/** Cries for help that waited before the page was opened are counted on the rail; only new ones are called out. */
function useFirstLook(waiting: readonly Row[]): void {
  if (hasLooked) return;
  hasLooked = true;
  for (const { id, urgency } of waiting) if (urgency > 0) closed.add(id);
}

function useSound(open: readonly Row[]): void {
  useEffect(() => {
    const fresh = open.filter(({ id, urgency }) => urgency === 0 && !said.has(id));
    for (const { id } of fresh) said.add(id);
    if (fresh.length > 0) void soundAlarm();
  });
}
