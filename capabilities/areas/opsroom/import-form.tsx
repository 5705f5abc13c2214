import { type ChangeEvent, useId, useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Segmented, Select, TextField } from '#web/ui/index.ts';
import type { ImportReport } from '../contract.ts';
import {
  IMPORT_LIMIT,
  type ImportKind,
  importBoundaries,
  importKinds,
  importNames,
  importSuccessors,
  listImports,
} from '../import-contract.ts';
import { words } from './words.ts';

const MEGABYTE = 1024 * 1024;

/** Chooses a file and says where it comes from; the dry run changes nothing. */
export function ImportForm({ onChecked }: { onChecked: (report: ImportReport) => void }) {
  const t = useTexts(words);
  const fileId = useId();
  const [kind, setKind] = useState<ImportKind>('names');
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [licence, setLicence] = useState('');
  const [extent, setExtent] = useState<'indonesia' | 'anywhere'>('indonesia');
  const names = useCommand(importNames, [listImports]);
  const boundaries = useCommand(importBoundaries, [listImports]);
  const successors = useCommand(importSuccessors, [listImports]);
  const command = { names, boundaries, successors }[kind];
  const isTooLarge = file !== null && file.size > IMPORT_LIMIT;
  const check = async () => {
    if (!file) return;
    const terms = licence.trim() === '' ? {} : { licence: licence.trim() };
    const query = { id: newId(), source: source.trim(), fileName: file.name.slice(0, 200), extent, ...terms };
    // Some systems name CSV after a spreadsheet program; the server looks into the bytes.
    const body = new Blob([file], { type: 'application/octet-stream' });
    const report = await command.run({ query, body });
    if (report) onChecked(report);
  };
  return (
    <div className="area-import">
      <Select
        label={t('kind')}
        options={importKinds.map((id) => ({ id, text: t(`kind.${id}`) }))}
        value={kind}
        onChange={setKind}
        description={t(`columns.${kind}`)}
      />
      <div className="field">
        <label className="field-label" htmlFor={fileId}>
          {t('file')}
        </label>
        <input
          id={fileId}
          className="input"
          type="file"
          accept=".csv,.txt,.json,.geojson,.ndjson,.gz"
          onChange={(event: ChangeEvent<HTMLInputElement>) => setFile(event.target.files?.[0] ?? null)}
        />
        <span className={isTooLarge ? 'field-error' : 'field-note'}>
          {isTooLarge ? t('fileTooLarge', { size: Math.ceil(file.size / MEGABYTE) }) : t('fileNote')}
        </span>
      </div>
      <TextField
        label={t('sourceField')}
        description={t('sourceNote')}
        value={source}
        onChange={setSource}
        maxLength={500}
        required
      />
      <TextField label={t('licence')} value={licence} onChange={setLicence} maxLength={200} />
      <div className="field">
        <span className="field-label">{t('extent')}</span>
        <Segmented
          label={t('extent')}
          options={[
            { id: 'indonesia', text: t('extent.indonesia') },
            { id: 'anywhere', text: t('extent.anywhere') },
          ]}
          value={extent}
          onChange={setExtent}
        />
      </div>
      <CommandNotice command={command} />
      <div className="area-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={command.busy}
          isDisabled={!file || isTooLarge || source.trim() === ''}
          onPress={() => void check()}
        >
          {t('check')}
        </Button>
        <span className="quiet">{t('checkNote')}</span>
      </div>
    </div>
  );
}
