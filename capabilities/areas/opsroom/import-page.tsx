import type { Localized } from '#shared/schema.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportDesk } from '#web/kit/index.ts';
import { listAreas } from '../contract.ts';
import { applyImport, listImports, readImport, readImportErrors, undoImport } from '../import-contract.ts';
import { ImportForm } from './import-form.tsx';
import { words } from './words.ts';

const doors = { readImport, readImportErrors, applyImport, undoImport };
const SAMPLE: Readonly<Record<string, Localized>> = {
  key: { id: 'Kode', en: 'Code' },
  name: { id: 'Nama', en: 'Name' },
  lat: { id: 'Lintang', en: 'Latitude' },
  lon: { id: 'Bujur', en: 'Longitude' },
  validFrom: { id: 'Berlaku dari', en: 'Valid from' },
  validTo: { id: 'Sampai', en: 'Until' },
  vertices: { id: 'Titik batas', en: 'Vertices' },
  reason: { id: 'Alasan', en: 'Reason' },
};

/** Check a file, see what it would change, apply it, take it back. */
export function ImportPage() {
  const t = useTexts(words);
  return (
    <ImportDesk
      title={t('import')}
      form={(onChecked) => <ImportForm onChecked={onChecked} />}
      history={{ endpoint: listImports, rowKey: (row) => row.id, live: ['area'] }}
      doors={doors}
      refreshes={[listAreas]}
      sampleWords={SAMPLE}
    />
  );
}
