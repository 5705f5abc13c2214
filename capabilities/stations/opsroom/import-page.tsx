import './stations.css';
import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Answer, Button, CommandNotice, Drawer, EmptyState } from '#web/ui/index.ts';
import { readSchemes, readStationMap } from '../contract.ts';
import { applyImport, type ImportReport, listImports, readImport, undoImport } from '../import-contract.ts';
import { listStations } from '../register.ts';
import { ImportForm } from './import-form.tsx';
import { ImportPoints } from './import-points.tsx';
import { ImportResult } from './import-result.tsx';
import { words } from './words.ts';

const refreshes = [listImports, listStations, readSchemes, readStationMap];

/** Read a file's columns, check it, see what it would change, apply it, take it back. */
export function ImportPage() {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const [report, setReport] = useState<ImportReport | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const applying = useCommand(applyImport, refreshes);
  const undoing = useCommand(undoImport, refreshes);
  const step = async (command: typeof applying | typeof undoing) => {
    if (!report) return;
    const reply = await command.run({ params: { importId: report.importId }, body: {} });
    if (reply) setReport(reply);
  };
  return (
    <Page title={t('import')} form="read">
      {report ? (
        <ImportResult
          report={report}
          busy={applying.busy || undoing.busy}
          onApply={() => void step(applying)}
          onUndo={() => void step(undoing)}
          onAnother={() => setReport(null)}
        />
      ) : (
        <ImportForm onChecked={setReport} />
      )}
      <CommandNotice command={applying} />
      <CommandNotice command={undoing} />
      {report && report.state !== 'undone' ? <ImportPoints report={report} /> : null}
      <h2>{t('history2')}</h2>
      <div className="tps-points">
        <DataTable
          endpoint={listImports}
          params={{ operationId }}
          label={t('history2')}
          rowKey={(row) => row.id}
          onOpen={(row) => setOpened(row.id)}
          live={['station']}
          empty={<EmptyState icon="upload" title={t('historyNone2')} />}
        />
      </div>
      <Drawer title={t('import')} open={opened !== null} onClose={() => setOpened(null)}>
        {opened ? (
          <Stored
            importId={opened}
            onTaken={(stored) => {
              setReport(stored);
              setOpened(null);
            }}
          />
        ) : null}
      </Drawer>
    </Page>
  );
}

function Stored({ importId, onTaken }: { importId: string; onTaken: (report: ImportReport) => void }) {
  const t = useTexts(words);
  const stored = useAsk(readImport, { params: { importId } });
  return (
    <Answer of={stored}>
      {(report) => (
        <div className="tps-form">
          <p>{t(`state.${report.state}`)}</p>
          <Button kind="primary" icon="open" onPress={() => onTaken(report)}>
            {t('open')}
          </Button>
        </div>
      )}
    </Answer>
  );
}
