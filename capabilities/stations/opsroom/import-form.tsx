import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportFile, isTooLarge, type Sending, SendingBar, useSending } from '#web/import/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import {
  type ColumnsFound,
  checkImport,
  listImports,
  type Mapping,
  readColumns,
} from '../import-contract.ts';
import { ImportNeeds } from './import-needs.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { words } from './words.ts';

/** Chooses a file, confirms which column holds what, says where it comes from; the dry run changes nothing. */
export function ImportForm({ onChecked }: { onChecked: (importId: string) => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const reading = useCommand(readColumns);
  const sending = useSending();
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<ColumnsFound | null>(null);
  const choose = (next: File | null) => {
    setFile(next);
    setFound(null);
  };
  const read = async () => {
    const sent = file ? await sending.send(file) : null;
    setFound(sent ? await reading.run({ params: { operationId }, ...sent }) : null);
  };
  return (
    <div className="import">
      {found ? null : <ImportNeeds />}
      <ImportFile
        file={file}
        onChange={choose}
        accept=".csv,.txt,.tsv,.xlsx,.json,.ndjson,.gz"
        note={t('fileNote')}
        remedy={t('fileRemedy')}
      />
      <SendingBar sending={sending} />
      <CommandNotice command={reading} />
      {found && file ? <CheckForm file={file} sending={sending} found={found} onChecked={onChecked} /> : null}
      {found ? null : (
        <div className="import-buttons">
          <Button
            kind="primary"
            icon="columns"
            busy={reading.busy || sending.busy}
            isDisabled={!file || isTooLarge(file)}
            onPress={() => void read()}
          >
            {t('readColumns')}
          </Button>
        </div>
      )}
    </div>
  );
}

type Check = { file: File; sending: Sending; found: ColumnsFound; onChecked: (importId: string) => void };

function CheckForm({ file, sending, found, onChecked }: Check) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const checking = useCommand(checkImport, [listImports]);
  const [mapping, setMapping] = useState<Mapping>(found.suggested);
  const [source, setSource] = useState('');
  const [statedOn, setStatedOn] = useState('');
  const check = async () => {
    const when = statedOn === '' ? {} : { statedOn };
    const said = {
      mapping: JSON.stringify(mapping),
      source: source.trim(),
      fileName: file.name.slice(0, 200),
    };
    const query = { id: newId(), ...said, ...when };
    const sent = await sending.send(file);
    if (!sent) return;
    const input = { params: { operationId }, query: { ...query, ...sent.query }, body: sent.body };
    const report = await checking.run(input);
    if (report) onChecked(report.importId);
  };
  return (
    <>
      <p role="status">{t('rowsRead', { count: found.rows, format: found.format.toUpperCase() })}</p>
      <MappingFields found={found} mapping={mapping} onChange={setMapping} />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={source}
        onChange={setSource}
        maxLength={400}
        required
      />
      <TextField label={t('statedOn')} type="date" value={statedOn} onChange={setStatedOn} />
      <CommandNotice command={checking} />
      <div className="import-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={checking.busy || sending.busy}
          isDisabled={source.trim() === ''}
          onPress={() => void check()}
        >
          {t('check')}
        </Button>
        <span className="quiet">{t('checkNote')}</span>
      </div>
    </>
  );
}
