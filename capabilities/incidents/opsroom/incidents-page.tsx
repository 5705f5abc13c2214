import { useRef, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { AppLink, Button, CommandNotice, EmptyState, toast, useKeys } from '#web/ui/index.ts';
import { listIncidents, readIncident, takeIncident } from '../contract.ts';
import './incidents.css';
import { markOfActiveRow } from '#web/table/marked-row.ts';
import { ROW_MARK } from './active-row.ts';
import { useIncidentCells, useIncidentList } from './incident-cells.tsx';
import { IncidentDrawer } from './incident-drawer.tsx';
import { OpenDrawer } from './open-drawer.tsx';
import { WaitingLink } from './waiting.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listIncidents>;

/** Kejadian: for those who only count, where the numbers stand; an empty list would be a lie to them. */
export function IncidentsPage({ opened = null }: { opened?: string | null }) {
  return useMay('incident.content') ? <Incidents opened={opened} /> : <NotForRole />;
}

function NotForRole() {
  const t = useTexts(words);
  const href = useHref();
  const posko = <AppLink to={href('')}>{t('toPosko')}</AppLink>;
  return (
    <Page title={t('title')}>
      <EmptyState icon="lock" title={t('notForRole')} text={t('notForRoleText')} action={posko} />
    </Page>
  );
}

/** What is going on and who has it, worked by keyboard. */
function Incidents({ opened }: { opened: string | null }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const frame = useRef<HTMLDivElement>(null);
  const mayWork = useMay('incident.work');
  const [shown, setShown] = useState<string | null>(opened);
  const [isOpening, setOpening] = useState(false);
  const taking = useCommand(takeIncident, [listIncidents, readIncident]);
  const take = async () => {
    const incidentId = markOfActiveRow(frame.current, ROW_MARK);
    if (!mayWork || incidentId === null) return;
    const reply = await taking.run({ params: { incidentId }, body: { reason: null } });
    if (reply) toast(t('taken'));
  };
  useKeys(t('keys'), [{ keys: 'E', title: t('keyTake'), hint: true, run: () => void take() }]);
  const actions = mayWork ? (
    <Button kind="primary" icon="plus" onPress={() => setOpening(true)}>
      {t('open')}
    </Button>
  ) : null;
  return (
    <Page title={t('title')} actions={actions}>
      <CommandNotice command={taking} />
      <div ref={frame} className="incidents-frame">
        <DataTable
          endpoint={useIncidentList()}
          label={t('title')}
          params={{ operationId }}
          rowKey={(row) => row.id}
          cells={useIncidentCells()}
          lead={['title']}
          grow={['title']}
          onOpen={(row: Row) => setShown(row.id)}
          live={['incident']}
          tools={mayWork ? <WaitingLink /> : null}
          empty={<EmptyState icon="triangle" title={t('none')} text={t('noneText')} />}
        />
      </div>
      {shown === null ? null : <IncidentDrawer incidentId={shown} onClose={() => setShown(null)} />}
      {isOpening ? <OpenDrawer onClose={() => setOpening(false)} onOpened={setShown} /> : null}
    </Page>
  );
}
