import './stations.css';
import { useMemo, useState } from 'react';
import type { Column } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { type BulkAction, DataTable } from '#web/table/index.ts';
import { Button, EmptyState, toast, useGo } from '#web/ui/index.ts';
import { readSchemes, type SchemeView } from '../contract.ts';
import { listStations } from '../register.ts';
import { type Chosen, cardsOf } from './cards-of.ts';
import { ClassBadge } from './class-badge.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';
import { StationForm } from './station-form.tsx';
import { words } from './words.ts';

/** What names a station on a phone. */
const LEAD = ['name', 'village'];

/** Every station of the operation: filter, class in bulk, print cards, export, open on the map. */
export function StationList() {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const schemes = useAsk(readSchemes, { params: { operationId } });
  const known = schemes.state === 'ready' ? schemes.data.schemes : [];
  const mayManage = schemes.state === 'ready' && schemes.data.mayManage === true;
  const classes = known.find(({ current }) => current)?.classes;
  const endpoint = useListWith(classes);
  const cards = useCardsAction();
  const [picked, setPicked] = useState<{ ids: readonly string[]; clear: () => void } | null>(null);
  const [registering, setRegistering] = useState(false);
  const classify: BulkAction = {
    id: 'class',
    text: t('classify'),
    icon: 'layers',
    run: (ids, _, clear) => setPicked({ ids, clear }),
  };
  const actions = mayManage ? <Actions onRegister={() => setRegistering(true)} /> : null;
  return (
    <Page title={t('title')} actions={actions}>
      <DataTable
        endpoint={endpoint}
        params={{ operationId }}
        label={t('title')}
        rowKey={(row) => row.id}
        lead={LEAD}
        href={(row) => href(`tps/${row.id}`)}
        cells={{ className: (row) => <ClassBadge of={row} classes={classes ?? []} /> }}
        bulk={[...cards, ...(mayManage ? [classify] : [])]}
        mapHref={(listing) => href(`situasi?where=${encodeURIComponent(JSON.stringify(listing.where))}`)}
        live={['station', 'station-scheme']}
        empty={<EmptyState icon="station" title={t('none')} text={t('noneText')} action={actions} />}
      />
      {picked ? (
        <ClassifyDialog
          stations={picked.ids}
          schemes={known}
          onDone={picked.clear}
          onClose={() => setPicked(null)}
        />
      ) : null}
      {registering ? <StationForm onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}

/** The list with the classes of the current scheme to choose from. */
function useListWith(classes: SchemeView['classes'] | undefined) {
  return useMemo(() => {
    const choices = Object.fromEntries(classes?.map(({ key, name }) => [key, name]) ?? []);
    const asChoice: Column = { ...listStations.columns.class, type: 'choice', choices };
    return { ...listStations, columns: { ...listStations.columns, class: asChoice } };
  }, [classes]);
}

/** Leads to the cards of the picked stations, where one may issue cards. */
function useCardsAction() {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const run = (ids: readonly string[], chosen: Chosen) => {
    const path = cardsOf(ids, chosen);
    if (path === null) toast(t('cardsTooMany'), { kind: 'alarm' });
    else go(href(path));
  };
  return useMay('card.issue') ? [{ id: 'cards', text: t('issueCards'), icon: 'print' as const, run }] : [];
}

function Actions({ onRegister }: { onRegister: () => void }) {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  return (
    <>
      <Button icon="plus" onPress={onRegister}>
        {t('register')}
      </Button>
      <Button kind="primary" icon="upload" onPress={() => go(href('muat-tps'))}>
        {t('import')}
      </Button>
    </>
  );
}
