import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, Drawer, EmptyState, useGo } from '#web/ui/index.ts';
import { listAgencies } from '../contract.ts';
import { AgencyForm } from './agency-form.tsx';
import { words } from './words.ts';

/** Everybody who takes part, by sector and kind. */
export function AgencyList() {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const mayManage = useMay('agency.manage');
  const [isAdding, setAdding] = useState(false);
  const add = mayManage ? (
    <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
      {t('add')}
    </Button>
  ) : null;
  const actions = mayManage ? (
    <>
      <Button icon="upload" onPress={() => go(href('muat-wilayah-tugas', 'house'))}>
        {t('import')}
      </Button>
      {add}
    </>
  ) : null;
  return (
    <Page title={t('title')} actions={actions}>
      <DataTable
        endpoint={listAgencies}
        label={t('title')}
        rowKey={(row) => row.id}
        href={(row) => href(`instansi/${row.id}`, 'house')}
        live={['agency']}
        empty={<EmptyState icon="building" title={t('none')} text={t('noneText')} action={add} />}
      />
      <Drawer title={t('add')} open={isAdding} onClose={() => setAdding(false)} dismissable={false}>
        <AgencyForm agency={null} onSaved={(id) => go(href(`instansi/${id}`, 'house'))} />
      </Drawer>
    </Page>
  );
}
