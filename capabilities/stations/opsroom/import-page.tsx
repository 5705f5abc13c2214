import './stations.css';
import type { Localized } from '#shared/schema.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportDesk } from '#web/kit/index.ts';
import { useOperation } from '#web/shell/index.ts';
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

const doors = { readImport, readImportErrors, applyImport, undoImport };
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
  return (
    <ImportDesk
      title={t('import')}
      form={(onChecked) => <ImportForm onChecked={onChecked} />}
      history={{
        endpoint: listImports,
        params: { operationId },
        rowKey: (row) => row.id,
        live: ['station'],
      }}
      doors={doors}
      refreshes={[listStations, readSchemes, readStationMap]}
      sampleWords={SAMPLE}
      more={(importId) => <Points importId={importId} />}
    />
  );
}

/** The desk has asked for the same import: this is its answer again, with what this room adds to it. */
function Points({ importId }: { importId: string }) {
  const asked = useAsk(readImport, { params: { importId } });
  if (asked.state !== 'ready' || asked.data.state === 'undone') return null;
  return <ImportPoints report={asked.data} />;
}
