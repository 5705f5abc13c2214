import { useTexts } from '#web/i18n/index.ts';
import { ImportDesk } from '#web/kit/index.ts';
import { listAgencies } from '../contract.ts';
import { listJurisdictions, readAgency } from '../endpoints.ts';
import { applyImport, listImports, readImport, readImportErrors, undoImport } from '../import-contract.ts';
import { ImportForm } from './import-form.tsx';
import { words } from './words.ts';

const doors = { readImport, readImportErrors, applyImport, undoImport };
const SAMPLE = {
  holder: { id: 'Pemegang', en: 'Holder' },
  area: { id: 'Wilayah', en: 'Area' },
};

/** Check a file of jurisdictions, see what it would add, apply it, take it back. */
export function ImportPage() {
  const t = useTexts(words);
  return (
    <ImportDesk
      title={t('import')}
      form={(onChecked) => <ImportForm onChecked={onChecked} />}
      history={{ endpoint: listImports, rowKey: (row) => row.id, live: ['agency'] }}
      doors={doors}
      refreshes={[listJurisdictions, readAgency, listAgencies]}
      sampleWords={SAMPLE}
    />
  );
}
