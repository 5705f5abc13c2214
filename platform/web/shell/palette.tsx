import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useLocalized, useTexts } from '../i18n/index.ts';
import { Dialog, Icon, type IconName, useGo } from '../ui/index.ts';
import { useHref, useOpenOperation } from './context.ts';
import { useOffered } from './offered.ts';
import type { PaletteHit, RoomScreens } from './room-screens.ts';
import { words } from './words.ts';

type Entry = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly icon: IconName;
  readonly to: string;
};

const TYPING_MS = 200;
const SHOWN = 40;

/** `Ctrl K`: everything, by name. */
export function Palette({
  rooms,
  open,
  onClose,
}: {
  rooms: readonly RoomScreens[];
  open: boolean;
  onClose: () => void;
}) {
  const t = useTexts(words);
  return (
    <Dialog title={t('searchShort')} open={open} onClose={onClose} wide>
      <PaletteInside rooms={rooms} onClose={onClose} />
    </Dialog>
  );
}

function PaletteInside({ rooms, onClose }: { rooms: readonly RoomScreens[]; onClose: () => void }) {
  const t = useTexts(words);
  const go = useGo();
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const commands = useCommands(rooms);
  const { hits, searching } = useHits(rooms, text.trim());
  const wanted = text.trim().toLowerCase();
  const entries = [...commands.filter(({ title }) => title.toLowerCase().includes(wanted)), ...hits].slice(
    0,
    SHOWN,
  );
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    go(entry.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive(Math.max(0, Math.min(entries.length - 1, active + step)));
    else if (event.key === 'Enter') choose(entries[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        aria-label={t('search')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <EntryList id={id} entries={entries} active={active} onChoose={choose} />
      {entries.length === 0 ? <p className="quiet">{t(searching ? 'searching' : 'searchNothing')}</p> : null}
    </>
  );
}

function EntryList(props: {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly active: number;
  readonly onChoose: (entry: Entry) => void;
}) {
  const { id, entries, active, onChoose } = props;
  const t = useTexts(words);
  return (
    <div id={`${id}-list`} className="palette-list" role="listbox" aria-label={t('searchShort')}>
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
        <div
          key={entry.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className="palette-entry"
          onClick={() => onChoose(entry)}
        >
          <Icon name={entry.icon} size={16} />
          {entry.title}
          {entry.note ? <span className="quiet">{entry.note}</span> : null}
        </div>
      ))}
    </div>
  );
}

function useCommands(rooms: readonly RoomScreens[]): readonly Entry[] {
  const localized = useLocalized();
  const places = rooms.flatMap(({ key, navigation = [], commands = [], personal = [] }) =>
    [...navigation, ...commands, ...personal].map((one) => ({ ...one, room: key })),
  );
  return useOffered(places).map((one) => ({
    id: `${one.room}:${'id' in one ? one.id : one.path}`,
    title: localized(one.title),
    icon: one.icon ?? ('chevron-right' as const),
    to: one.to,
  }));
}

/** Asks the rooms that search when typing pauses; a room that fails leaves the others standing. */
function useHits(
  rooms: readonly RoomScreens[],
  text: string,
): { hits: readonly Entry[]; searching: boolean } {
  const href = useHref();
  const operationId = useOpenOperation()?.id ?? null;
  const [found, setFound] = useState<{ text: string; hits: readonly PaletteHit[] }>({ text: '', hits: [] });
  const searches = useMemo(() => rooms.flatMap(({ search }) => (search ? [search] : [])), [rooms]);
  useEffect(() => {
    if (text.length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(
        searches.map((search) => search(text, operationId, abort.signal)),
      );
      if (abort.signal.aborted) return;
      setFound({
        text,
        hits: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
      });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, operationId, searches]);
  const hits = text.length < 2 ? [] : found.hits;
  return {
    searching: text.length >= 2 && found.text !== text && searches.length > 0,
    hits: hits.map((hit) => ({ ...hit, icon: hit.icon ?? 'chevron-right', to: href(hit.path, hit.scope) })),
  };
}
