import './stations.css';
import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, EmptyState, useGo } from '#web/ui/index.ts';
import { readSchemes } from '../contract.ts';
import { listStations } from '../register.ts';
import { ClassBadge } from './class-badge.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';
import { StationForm } from './station-form.tsx';
import { words } from './words.ts';

/** Every station of the operation: filter, class in bulk, export, open on the map. */
export function StationList() {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const { id: operationId } = useOperation();
  const mayManage = useMay('station.manage');
  const schemes = useAsk(readSchemes, { params: { operationId } });
  const known = schemes.state === 'ready' ? schemes.data.schemes : [];
  const classes = known.find(({ current }) => current)?.classes ?? [];
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [registering, setRegistering] = useState(false);
  const actions = mayManage ? (
    <>
      <Button icon="plus" onPress={() => setRegistering(true)}>
        {t('register')}
      </Button>
      <Button kind="primary" icon="upload" onPress={() => go(href('muat-tps'))}>
        {t('import')}
      </Button>
    </>
  ) : null;
  const bulk = { id: 'class', text: t('classify'), icon: 'layers' as const, run: setPicked };
  return (
    <Page title={t('title')} actions={actions}>
      <DataTable
        endpoint={listStations}
        params={{ operationId }}
        label={t('title')}
        rowKey={(row) => row.id}
        href={(row) => href(`tps/${row.id}`)}
        cells={{ className: (row) => <ClassBadge of={row} classes={classes} /> }}
        bulk={mayManage ? [bulk] : []}
        mapHref={(listing) => href(`situasi?where=${encodeURIComponent(JSON.stringify(listing.where))}`)}
        live={['station', 'station-scheme']}
        empty={<EmptyState icon="station" title={t('none')} text={t('noneText')} action={actions} />}
      />
      {picked ? <ClassifyDialog stations={picked} schemes={known} onClose={() => setPicked(null)} /> : null}
      {registering ? <StationForm onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}
