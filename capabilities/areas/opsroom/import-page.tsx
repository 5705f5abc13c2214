import './areas.css';
import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { CommandNotice, Drawer, EmptyState } from '#web/ui/index.ts';
import { type ImportReport, listAreas } from '../contract.ts';
import { applyImport, listImports, undoImport } from '../import-contract.ts';
import { ImportForm } from './import-form.tsx';
import { ImportResult } from './import-result.tsx';
import { StoredResult } from './stored-result.tsx';
import { words } from './words.ts';

/** Check a file, see what it would change, apply it, take it back. Every import so far can be opened again. */
export function ImportPage() {
  const t = useTexts(words);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const applying = useCommand(applyImport, [listImports, listAreas]);
  const undoing = useCommand(undoImport, [listImports, listAreas]);
  const params = report ? { importId: report.importId } : null;
  const apply = async () => {
    const reply = params ? await applying.run({ params, body: {} }) : null;
    if (reply) setReport(reply);
  };
  const undo = async () => {
    const reply = params ? await undoing.run({ params, body: {} }) : null;
    if (reply) setReport(reply);
  };
  return (
    <Page title={t('import')} form="read">
      <div className="area-import">
        {report ? (
          <ImportResult
            report={report}
            busy={applying.busy || undoing.busy}
            onApply={() => void apply()}
            onUndo={() => void undo()}
            onAnother={() => setReport(null)}
          />
        ) : (
          <ImportForm onChecked={setReport} />
        )}
        <CommandNotice command={applying} />
        <CommandNotice command={undoing} />
      </div>
      <h2>{t('history')}</h2>
      <DataTable
        endpoint={listImports}
        label={t('history')}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpened(row.id)}
        live={['area']}
        empty={<EmptyState icon="upload" title={t('historyNone')} />}
      />
      <Drawer title={t('import')} open={opened !== null} onClose={() => setOpened(null)}>
        {opened ? (
          <StoredResult
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
