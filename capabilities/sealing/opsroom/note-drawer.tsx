import { type ReactNode, useState } from 'react';
import { type Asked, useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref } from '#web/shell/index.ts';
import { Answer, AppLink, Button, CommandNotice, Dialog, Drawer, Icon } from '#web/ui/index.ts';
import type { SealedContent } from '../content.ts';
import { aboutWords, listSealedNotes, type NoteCard, readNoteCard, withdrawSealedNote } from '../contract.ts';
import { NoteContent } from './note-content.tsx';
import { type Ring, useKeys } from './use-keys.ts';
import { words } from './words.ts';
import { WriteDrawer } from './write-drawer.tsx';

/** A note beside the list: its cover, and what is inside once it is opened here. */
export function NoteDrawer({ noteId, onClose }: { noteId: string; onClose: () => void }) {
  const t = useTexts(words);
  const card = useAsk(readNoteCard, { params: { noteId } });
  const { ring } = useKeys();
  const [amending, setAmending] = useState<SealedContent | null>(null);
  useLive(['sealed-note'], [readNoteCard]);
  if (amending && ring.state === 'ready' && card.state === 'ready') {
    return <WriteDrawer ring={ring.data} about={null} former={amending} onClose={() => setAmending(null)} />;
  }
  return (
    <Drawer title={t('note')} open onClose={onClose} wide>
      <Answer of={card} rows={8}>
        {(note) => (
          <div className="sealing-note">
            <Cover note={note} />
            {note.state === 'withdrawn' ? (
              <Withdrawn at={note.withdrawnAt} />
            ) : (
              <Inside note={note} ring={ring} onAmend={note.mayAmend ? setAmending : null} />
            )}
            <Readers note={note} />
            {note.mayAmend && note.state === 'sealed' ? <Withdrawing note={note} /> : null}
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

type InsideProps = {
  readonly note: NoteCard;
  readonly ring: Asked<Ring>;
  readonly onAmend: ((content: SealedContent) => void) | null;
};

function Inside({ note, ring, onAmend }: InsideProps) {
  return <Answer of={ring}>{(data) => <NoteContent note={note} ring={data} onAmend={onAmend} />}</Answer>;
}

function Cover({ note }: { note: NoteCard }) {
  const t = useTexts(words);
  const { instant, number } = useFormat();
  const [newest] = note.versions;
  if (!newest) return null;
  return (
    <dl className="sealing-facts">
      <Fact name={t('about')}>
        <AboutLink note={note} />
      </Fact>
      <Fact name={t('from')}>
        {note.author} · {newest.writtenBy}
      </Fact>
      <Fact name={t('to')}>
        <ul className="sealing-plain">
          {newest.sealedTo.map(({ agencyId, agency, keyVersion }) => (
            <li key={agencyId}>
              {agency} <span className="quiet small">{t('keyVersion', { version: keyVersion })}</span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name={t('sealedAt')}>
        {instant(newest.writtenAt)}{' '}
        <span className="quiet small">
          {t('versionNumber', { version: note.version })} ·{' '}
          {t('size', { size: number(newest.size / 1024, 1) })}
        </span>
      </Fact>
    </dl>
  );
}

/** Where a record of this kind has a page of its own. */
function placeOf({ about }: NoteCard): string | null {
  if (about.id === null) return null;
  if (about.kind === 'incident') return `kejadian/${about.id}`;
  if (about.kind === 'field-report') return `laporan/${about.id}`;
  return about.kind === 'station' ? `tps/${about.id}` : null;
}

function AboutLink({ note }: { note: NoteCard }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const href = useHref();
  const { about, aboutTitle } = note;
  if (about.kind === 'none') return t('aboutGeneral');
  const place = placeOf(note);
  const title = aboutTitle ?? t('aboutHidden');
  return (
    <>
      {place ? <AppLink to={href(place)}>{title}</AppLink> : title}{' '}
      <span className="quiet small">{localized(aboutWords[about.kind])}</span>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Withdrawn({ at }: { at: string | null }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <p className="notice">
      <Icon name="trash" size={16} />
      {t('withdrawnAt', { time: at === null ? '' : instant(at) })}
    </p>
  );
}

function Readers({ note }: { note: NoteCard }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <section>
      <h2>{t('readers')}</h2>
      {note.readers.length === 0 ? <p className="quiet">{t('noReaders')}</p> : null}
      <ul className="sealing-plain">
        {note.readers.map(({ name, version, at }) => (
          <li key={`${name} ${at}`}>
            {name}{' '}
            <span className="quiet small">
              {instant(at)} · {t('versionNumber', { version })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdrawing({ note }: { note: NoteCard }) {
  const t = useTexts(words);
  const command = useCommand(withdrawSealedNote, [readNoteCard, listSealedNotes]);
  const [isAsking, setAsking] = useState(false);
  const withdraw = async () => {
    if (await command.run({ params: { noteId: note.id }, body: {} })) setAsking(false);
  };
  return (
    <div>
      <Button icon="trash" onPress={() => setAsking(true)}>
        {t('withdraw')}
      </Button>
      <Dialog
        title={t('withdrawTitle')}
        open={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
            <Button kind="danger" busy={command.busy} onPress={() => void withdraw()}>
              {t('withdraw')}
            </Button>
          </>
        }
      >
        <p>{t('withdrawText')}</p>
        <CommandNotice command={command} />
      </Dialog>
    </div>
  );
}
