import './stations.css';
import type { Localized } from '#shared/schema.ts';
import { urlOf, useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportHistory, ImportResult, useOpenedImport } from '#web/import/index.ts';
import { Page, useOperation } from '#web/shell/index.ts';
import { Answer, NotHere } from '#web/ui/index.ts';
import { readSchemes, readStationMap } from '../contract.ts';
import {
  applyImport,
  listImports,
  readImport,
  readImportErrors,
  targetWords,
  undoImport,
} from '../import-contract.ts';
import { listStations } from '../register.ts';
import { ImportForm } from './import-form.tsx';
import { ImportPoints } from './import-points.tsx';
import { words } from './words.ts';

const refreshes = [listImports, readImport, listStations, readSchemes, readStationMap];
const { district, village, number, name, address, lat, lon, voters } = targetWords;
const stated = { district, village, number, name, address, class: targetWords.class };
const SAMPLE: Readonly<Record<string, Localized>> = { ...stated, voters, lat, lon };

/** Read a file's columns, check it, see what it would change, apply it, take it back. */
export function ImportPage() {
  const { id: operationId } = useOperation();
  const schemes = useAsk(readSchemes, { params: { operationId } });
  return <Answer of={schemes}>{({ mayManage }) => (mayManage ? <Importing /> : <NotHere />)}</Answer>;
}

function Importing() {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const [importId, setImportId] = useOpenedImport();
  return (
    <Page title={t('import')} form="read">
      {importId ? (
        <OpenedImport key={importId} importId={importId} onAnother={() => setImportId(null)} />
      ) : (
        <ImportForm onChecked={setImportId} />
      )}
      <ImportHistory
        endpoint={listImports}
        params={{ operationId }}
        rowKey={(row) => row.id}
        live={['station']}
        onOpen={setImportId}
      />
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
      more={(report) => (report.state === 'undone' ? null : <ImportPoints report={report} />)}
    />
  );
}
