import type { Localized } from '#shared/schema.ts';
import { urlOf, useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportHistory, ImportResult, useOpenedImport } from '#web/import/index.ts';
import { Page } from '#web/shell/index.ts';
import { listAreas } from '../contract.ts';
import { applyImport, listImports, readImport, readImportErrors, undoImport } from '../import-contract.ts';
import { ImportForm } from './import-form.tsx';
import { words } from './words.ts';

const refreshes = [listImports, readImport, listAreas];
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

/** Check a file, see what it would change, apply it, take it back. Every import so far can be opened again. */
export function ImportPage() {
  const t = useTexts(words);
  const [importId, setImportId] = useOpenedImport();
  return (
    <Page title={t('import')} form="read">
      {importId ? (
        <OpenedImport key={importId} importId={importId} onAnother={() => setImportId(null)} />
      ) : (
        <ImportForm onChecked={setImportId} />
      )}
      <ImportHistory endpoint={listImports} rowKey={(row) => row.id} live={['area']} onOpen={setImportId} />
    </Page>
  );
}

function OpenedImport({ importId, onAnother }: { importId: string; onAnother: () => void }) {
  const params = { importId };
  return (
    <ImportResult
      asked={useAsk(readImport, { params })}
      apply={useCommand(applyImport, refreshes)}
      undo={useCommand(undoImport, refreshes)}
      errorsHref={(lang) => urlOf(readImportErrors, { params, query: { lang } })}
      sampleWords={SAMPLE}
      onAnother={onAnother}
    />
  );
}
