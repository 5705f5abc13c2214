import './agreement.css';
import './grants.css';
import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Answer, Button, EmptyState, useKeys } from '#web/ui/index.ts';
import { readGrantChoices, readGrantTotals } from '../doors-overview.ts';
import type { listGrants } from '../doors-reading.ts';
import { EnterDrawer } from './agreement-drawers.tsx';
import { AlertList } from './alerts.tsx';
import { useGrantCells, useGrantList } from './grant-cells.tsx';
import { GrantDrawer } from './grant-drawer.tsx';
import { Tabs } from './tabs.tsx';
import { Buckets, TotalsStrip } from './totals.tsx';
import { words } from './words.ts';

/** Hibah: what was agreed, what came, what was spent, what is due; and for one's own side what to write down. */
export function GrantsPage({ opened = null }: { opened?: string | null }) {
  const t = useTexts(words);
  const { day } = useFormat();
  const { id: operationId } = useOperation();
  const [shown, setShown] = useState<string | null>(opened);
  const [isEntering, setEntering] = useState(false);
  const totals = useAsk(readGrantTotals, { params: { operationId } });
  useLive(['grant'], [readGrantTotals]);
  const mayEnter = useMayEnter(operationId);
  const enter = () => setEntering(true);
  useKeys(t('keys'), mayEnter ? [{ keys: 'N', title: t('keyEnter'), hint: true, run: enter }] : []);
  const known = totals.state === 'ready' ? totals.data : null;
  const alerts = known?.alerts ?? [];
  return (
    <Page
      title={t('title')}
      note={known ? t('asOf', { day: day(known.today) }) : null}
      actions={mayEnter ? <EnterButton onPress={enter} /> : null}
      above={
        <>
          <Tabs current="list" />
          <Answer of={totals} rows={4} isEmpty={({ all }) => all.grants === 0}>
            {(found) => (
              <>
                <TotalsStrip totals={found} />
                <Buckets totals={found} />
              </>
            )}
          </Answer>
        </>
      }
      side={alerts.length === 0 ? null : <AlertList alerts={alerts} onOpen={setShown} />}
    >
      <List onOpen={setShown} onEnter={mayEnter ? enter : null} />
      {shown === null ? null : <GrantDrawer key={shown} grantId={shown} onClose={() => setShown(null)} />}
      {isEntering ? <EnterDrawer onClose={() => setEntering(false)} onEntered={setShown} /> : null}
    </Page>
  );
}

function EnterButton({ onPress }: { onPress: () => void }) {
  const t = useTexts(words);
  return (
    <Button kind="primary" icon="plus" onPress={onPress}>
      {t('enter')}
    </Button>
  );
}

/** Whoever acts for a government that gives, or for an agency that receives. */
function useMayEnter(operationId: string): boolean {
  const enabled = useMay('grant.write');
  const choices = useAsk(readGrantChoices, { params: { operationId } }, { enabled });
  if (choices.state !== 'ready') return false;
  const { governments, agencies, ownAgencyId } = choices.data;
  return governments.some(({ ours }) => ours) || agencies.some(({ id }) => id === ownAgencyId);
}

type ListProps = {
  readonly onOpen: (grantId: string) => void;
  /** Null for whoever may only read. */
  readonly onEnter: (() => void) | null;
};

function List({ onOpen, onEnter }: ListProps) {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const text = t(onEnter ? 'noneWriter' : 'noneReader');
  return (
    <DataTable
      endpoint={useGrantList()}
      label={t('title')}
      params={{ operationId }}
      rowKey={(row) => row.id}
      cells={useGrantCells()}
      lead={['areaName', 'recipient']}
      grow={['amount', 'nextDueDay']}
      onOpen={(row: RowOf<typeof listGrants>) => onOpen(row.id)}
      mapHref={(listing) => href(`situasi?where=${encodeURIComponent(JSON.stringify(listing.where))}`)}
      live={['grant']}
      empty={
        <EmptyState
          icon="wallet"
          title={t('none')}
          text={text}
          {...(onEnter ? { action: <EnterButton onPress={onEnter} /> } : {})}
        />
      }
    />
  );
}
