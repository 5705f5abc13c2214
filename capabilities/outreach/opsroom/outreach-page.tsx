import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useOperation, useParam } from '#web/shell/index.ts';
import { type Cells, DataTable, type RowOf } from '#web/table/index.ts';
import { AppLink, Button, EmptyState, useKeys } from '#web/ui/index.ts';
import { listOutreach } from '../contract.ts';
import { StagedNote, StateBadge, WhichArea } from './marks.tsx';
import './outreach.css';
import { OutreachDrawer } from './outreach-drawer.tsx';
import { NewOutreach } from './outreach-form.tsx';
import { useMayWrite } from './use-may-write.ts';
import { useWallLink } from './use-wall-link.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listOutreach>;

/** The list with one event open: where links lead. */
export function OpenedOutreach() {
  const outreachId = useParam('outreachId');
  return <OutreachPage key={outreachId} opened={outreachId} />;
}

/** Dialogue, public education, pledges and visits: what is planned, what was held. */
export function OutreachPage({ opened = null }: { opened?: string | null }) {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const mayWrite = useMayWrite();
  const [shown, setShown] = useState<string | null>(opened);
  const [form, setForm] = useState<'plan' | 'log' | null>(null);
  useWritingKeys(mayWrite, setForm);
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <AppLink to={href('jangkauan-sosialisasi')} className="button button-m">
            {t('toCoverage')}
          </AppLink>
          {mayWrite ? <WritingButtons onOpen={setForm} /> : null}
        </>
      }
    >
      <DataTable
        endpoint={listOutreach}
        label={t('title')}
        params={{ operationId }}
        rowKey={(row) => row.id}
        cells={useCells()}
        lead={['title', 'code']}
        grow={['title', 'audience']}
        onOpen={(row: Row) => setShown(row.id)}
        live={['outreach']}
        tools={mayWrite ? <UnloggedLink /> : null}
        {...useWallLink()}
        empty={<EmptyState icon="message" title={t('none')} text={t('noneText')} />}
      />
      {shown === null ? null : <OutreachDrawer outreachId={shown} onClose={() => setShown(null)} />}
      {form === null ? null : <NewOutreach form={form} onClose={() => setForm(null)} onSaved={setShown} />}
    </Page>
  );
}

function useWritingKeys(mayWrite: boolean, open: (form: 'plan' | 'log') => void): void {
  const t = useTexts(words);
  useKeys(
    t('keys'),
    mayWrite
      ? [
          { keys: 'R', title: t('plan'), hint: true, run: () => open('plan') },
          { keys: 'C', title: t('log'), hint: true, run: () => open('log') },
        ]
      : [],
  );
}

function WritingButtons({ onOpen }: { onOpen: (form: 'plan' | 'log') => void }) {
  const t = useTexts(words);
  return (
    <>
      <Button icon="calendar" onPress={() => onOpen('plan')}>
        {t('plan')}
      </Button>
      <Button kind="primary" icon="plus" onPress={() => onOpen('log')}>
        {t('log')}
      </Button>
    </>
  );
}

function useCells(): Cells<Row> {
  return {
    title: (row) => (
      <>
        {row.standing === 'staged' ? <StagedNote /> : null} {row.title}
      </>
    ),
    areaName: (row) => <WhichArea code={row.area} name={row.areaName} />,
    state: (row) => <StateBadge state={row.state} unlogged={row.unlogged === 'yes'} />,
  };
}

const UNLOGGED = JSON.stringify([
  { field: 'unlogged', is: 'eq', value: 'yes' },
  { field: 'ours', is: 'eq', value: 'yes' },
]);

/** Plans of one's own agency whose time is over; draws nothing when there is none. */
function UnloggedLink() {
  const t = useTexts(words);
  const href = useHref();
  const { number } = useFormat();
  const { id: operationId } = useOperation();
  const asked = useAsk(listOutreach, { params: { operationId }, query: { where: UNLOGGED, limit: 0 } });
  useLive(['outreach'], [listOutreach]);
  const total = asked.state === 'ready' ? asked.data.total : 0;
  if (total === 0) return null;
  return (
    <AppLink to={`${href('sosialisasi')}?${new URLSearchParams({ where: UNLOGGED, sort: 'when' })}`}>
      {t('unloggedOurs', { total: number(total) })}
    </AppLink>
  );
}
