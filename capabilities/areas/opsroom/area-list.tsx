import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Badge, Button, EmptyState, useGo } from '#web/ui/index.ts';
import { listAreas } from '../contract.ts';
import { words } from './words.ts';

/** What names an area. */
const LEAD = ['name'];

/** Every area by code, name and level, with its time zone and whether its boundary is loaded. */
export function AreaList() {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const mayImport = useMay('area.manage');
  const action = mayImport ? (
    <Button kind="primary" icon="upload" onPress={() => go(href('muat-wilayah', 'house'))}>
      {t('import')}
    </Button>
  ) : null;
  return (
    <Page title={t('title')} actions={action}>
      <DataTable
        endpoint={listAreas}
        label={t('title')}
        rowKey={(row) => row.code}
        href={(row) => href(`wilayah/${row.code}`, 'house')}
        lead={LEAD}
        cells={{
          code: (row) => row.code,
          hasBoundary: (row) => (
            <Badge shape={row.hasBoundary === 'yes' ? 'square' : 'hatch'}>
              {t(row.hasBoundary === 'yes' ? 'listed.yes' : 'listed.no')}
            </Badge>
          ),
        }}
        live={['area']}
        empty={<EmptyState icon="layers" title={t('none')} text={t('noneText')} action={action} />}
      />
    </Page>
  );
}
