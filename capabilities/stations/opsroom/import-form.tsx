import { type ChangeEvent, useId, useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import {
  type ColumnsFound,
  checkImport,
  IMPORT_LIMIT,
  type ImportReport,
  listImports,
  type Mapping,
  readColumns,
} from '../import-contract.ts';
import { MappingFields } from './mapping-fields.tsx';
import { words } from './words.ts';

const MEGABYTE = 1024 * 1024;
// The server looks into the bytes; what a system calls a CSV says little.
const bytesOf = (file: File) => new Blob([file], { type: 'application/octet-stream' });

/** Chooses a file, confirms which column holds what, says where it comes from; the dry run changes nothing. */
export function ImportForm({ onChecked }: { onChecked: (report: ImportReport) => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const reading = useCommand(readColumns);
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<ColumnsFound | null>(null);
  const choose = (next: File | null) => {
    setFile(next);
    setFound(null);
  };
  const read = async () => {
    setFound(file ? await reading.run({ params: { operationId }, body: bytesOf(file) }) : null);
  };
  const isTooLarge = file !== null && file.size > IMPORT_LIMIT;
  return (
    <div className="tps-import">
      <FilePick onChoose={choose} tooLargeMb={isTooLarge ? Math.ceil(file.size / MEGABYTE) : null} />
      <CommandNotice command={reading} />
      {found && file ? <CheckForm file={file} found={found} onChecked={onChecked} /> : null}
      {found ? null : (
        <div className="tps-buttons">
          <Button
            kind="primary"
            icon="columns"
            busy={reading.busy}
            isDisabled={!file || isTooLarge}
            onPress={() => void read()}
          >
            {t('readColumns')}
          </Button>
        </div>
      )}
    </div>
  );
}

type Check = { file: File; found: ColumnsFound; onChecked: (report: ImportReport) => void };

function CheckForm({ file, found, onChecked }: Check) {
  const t = useTexts(words);
  const { number } = useFormat();
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
    const report = await checking.run({ params: { operationId }, query, body: bytesOf(file) });
    if (report) onChecked(report);
  };
  return (
    <>
      <p role="status">{t('rowsRead', { rows: number(found.rows), format: found.format.toUpperCase() })}</p>
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
      <div className="tps-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={checking.busy}
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

function FilePick({
  onChoose,
  tooLargeMb,
}: {
  onChoose: (file: File | null) => void;
  tooLargeMb: number | null;
}) {
  const t = useTexts(words);
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('file')}
      </label>
      <input
        id={id}
        className="input"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.json,.ndjson,.gz"
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChoose(event.target.files?.[0] ?? null)}
      />
      <span className={tooLargeMb === null ? 'field-note' : 'field-error'}>
        {tooLargeMb === null ? t('fileNote') : t('fileTooLarge', { size: tooLargeMb })}
      </span>
    </div>
  );
}
