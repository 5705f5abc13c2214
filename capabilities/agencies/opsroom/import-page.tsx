import { urlOf, useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportHistory, ImportResult, useOpenedImport } from '#web/import/index.ts';
import { Page } from '#web/shell/index.ts';
import { listAgencies } from '../contract.ts';
import { listJurisdictions, readAgency } from '../endpoints.ts';
import { applyImport, listImports, readImport, readImportErrors, undoImport } from '../import-contract.ts';
import { ImportForm } from './import-form.tsx';
import { words } from './words.ts';

const refreshes = [listImports, readImport, listJurisdictions, readAgency, listAgencies];
const SAMPLE = {
  holder: { id: 'Pemegang', en: 'Holder' },
  area: { id: 'Wilayah', en: 'Area' },
};

/** Check a file of jurisdictions, see what it would add, apply it, take it back. */
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
      <ImportHistory endpoint={listImports} rowKey={(row) => row.id} live={['agency']} onOpen={setImportId} />
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
