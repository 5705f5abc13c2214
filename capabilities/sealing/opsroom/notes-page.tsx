import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { InsecureNote, OpenMark } from '#web/sealing/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { type Cells, DataTable, type RowOf } from '#web/table/index.ts';
import { AppLink, Badge, Button, Chip, EmptyState, Failed } from '#web/ui/index.ts';
import { type About, aboutKinds, listSealedNotes } from '../contract.ts';
import { FirstSteps, Unvouched } from './first-steps.tsx';
import { NoteDrawer } from './note-drawer.tsx';
import './sealing.css';
import { stepOf, useKeys } from './use-keys.ts';
import { words } from './words.ts';
import { WriteDrawer } from './write-drawer.tsx';

type Row = RowOf<typeof listSealedNotes>;

/** Tersegel: covers of what was sealed for this agency. Titles and texts are inside. */
export function NotesPage({ opened = null }: { opened?: string | null }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const { ring, opened: unlocked, fault } = useKeys();
  const mayWrite = useMay('sealed-note.write');
  const [about, clearAbout] = useAbout();
  const [shown, setShown] = useState<string | null>(opened);
  const [isWriting, setWriting] = useState(false);
  const cells = useCells();
  const canSeal = ring.state === 'ready' && stepOf(ring.data) !== 'no-agency-key' && window.isSecureContext;
  const record = about ? { query: { record: `${about.kind}:${about.id}` } } : {};
  return (
    <Page
      title={t('title')}
      actions={
        <Actions isOpen={unlocked !== null} canWrite={mayWrite && canSeal} onWrite={() => setWriting(true)} />
      }
      above={
        <div className="sealing-above">
          <p className="quiet sealing-who">{t('who')}</p>
          {window.isSecureContext ? null : <InsecureNote />}
          {ring.state === 'failed' ? <Failed error={ring.error} retry={ring.retry} /> : null}
          {ring.state === 'ready' ? <FirstSteps ring={ring.data} /> : null}
          {fault ? <p className="alarm">{fault}</p> : null}
          {unlocked ? <Unvouched versions={unlocked.unvouched} /> : null}
        </div>
      }
    >
      <DataTable
        endpoint={listSealedNotes}
        label={t('title')}
        params={{ operationId }}
        {...record}
        rowKey={(row: Row) => row.id}
        cells={cells}
        lead={['aboutTitle', 'author']}
        grow={['aboutTitle', 'readBy']}
        onOpen={(row: Row) => setShown(row.id)}
        live={['sealed-note']}
        tools={about ? <OnlyAbout onClear={clearAbout} /> : null}
        empty={<EmptyState icon="lock" title={t('none')} text={t('noneText')} />}
      />
      {shown === null ? null : <NoteDrawer noteId={shown} onClose={() => setShown(null)} />}
      {isWriting && ring.state === 'ready' ? (
        <WriteDrawer ring={ring.data} about={about} onClose={() => setWriting(false)} onWritten={setShown} />
      ) : null}
    </Page>
  );
}

function Actions(props: { isOpen: boolean; canWrite: boolean; onWrite: () => void }) {
  const t = useTexts(words);
  const href = useHref();
  return (
    <>
      {props.isOpen ? <OpenMark /> : null}
      <AppLink to={href('tersegel/kunci')} className="button button-plain button-m">
        {t('toKeys')}
      </AppLink>
      {props.canWrite ? (
        <Button kind="primary" icon="lock" onPress={props.onWrite}>
          {t('write')}
        </Button>
      ) : null}
    </>
  );
}

function OnlyAbout({ onClear }: { onClear: () => void }) {
  const t = useTexts(words);
  return (
    <Chip onRemove={onClear} removeLabel={t('clearAbout')}>
      {t('onlyAbout')}
    </Chip>
  );
}

/** `?about=incident:<id>`: from the page of a record. */
function useAbout(): readonly [About | null, () => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const router = useRouter();
  const { about: asked } = search;
  const about = useMemo(() => readAbout(asked), [asked]);
  const clear = () => router.history.replace(router.state.location.pathname);
  return [about, clear];
}

function readAbout(asked: unknown): About | null {
  const [kind, id] = typeof asked === 'string' ? asked.split(':') : [];
  const known = aboutKinds.find((each) => each === kind);
  const isRecord = known !== undefined && known !== 'none' && known !== 'operation';
  return isRecord && id !== undefined && /^[0-9a-f-]{36}$/.test(id) ? { kind: known, id } : null;
}

function useCells(): Cells<Row> {
  const t = useTexts(words);
  return useMemo(
    () => ({
      aboutTitle: (row) =>
        row.aboutTitle ?? (row.aboutKind === 'none' ? t('aboutGeneral') : t('aboutHidden')),
      state: (row) =>
        row.state === 'withdrawn' ? (
          <Badge shape="hatch">{t('withdrawn')}</Badge>
        ) : (
          <Badge shape="square" tone="accent">
            {t('title')}
          </Badge>
        ),
    }),
    [t],
  );
}
