import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportFile, isTooLarge, SendingBar, useSending } from '#web/import/index.ts';
import { Button, CommandNotice, Segmented, Select, TextField } from '#web/ui/index.ts';
import {
  type ImportKind,
  importBoundaries,
  importKinds,
  importNames,
  importSuccessors,
  listImports,
} from '../import-contract.ts';
import { words } from './words.ts';

type Extent = 'indonesia' | 'anywhere';
type Terms = { readonly source: string; readonly licence: string; readonly extent: Extent };

/** Chooses a file and says where it comes from; the dry run changes nothing. */
export function ImportForm({ onChecked }: { onChecked: (importId: string) => void }) {
  const t = useTexts(words);
  const [kind, setKind] = useState<ImportKind>('names');
  const [file, setFile] = useState<File | null>(null);
  const [terms, setTerms] = useState<Terms>({ source: '', licence: '', extent: 'indonesia' });
  const { command, sending, check } = useDryRun(kind, onChecked);
  return (
    <div className="import">
      <Select
        label={t('kind')}
        options={importKinds.map((id) => ({ id, text: t(`kind.${id}`) }))}
        value={kind}
        onChange={setKind}
        description={t(`columns.${kind}`)}
      />
      <ImportFile
        file={file}
        onChange={setFile}
        accept=".csv,.txt,.json,.geojson,.ndjson,.gz"
        note={t('fileNote')}
        remedy={t('fileRemedy')}
      />
      <TermsFields terms={terms} onChange={(changed) => setTerms((before) => ({ ...before, ...changed }))} />
      <SendingBar sending={sending} />
      <CommandNotice command={command} />
      <div className="import-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={command.busy || sending.busy}
          isDisabled={!file || isTooLarge(file) || terms.source.trim() === ''}
          onPress={() => void (file && check(file, terms))}
        >
          {t('check')}
        </Button>
        <span className="quiet">{t('checkNote')}</span>
      </div>
    </div>
  );
}

function useDryRun(kind: ImportKind, onChecked: (importId: string) => void) {
  const names = useCommand(importNames, [listImports]);
  const boundaries = useCommand(importBoundaries, [listImports]);
  const successors = useCommand(importSuccessors, [listImports]);
  const command = { names, boundaries, successors }[kind];
  const sending = useSending();
  const check = async (file: File, { source, extent, ...terms }: Terms) => {
    const licence = terms.licence.trim() === '' ? {} : { licence: terms.licence.trim() };
    const query = {
      id: newId(),
      source: source.trim(),
      fileName: file.name.slice(0, 200),
      extent,
      ...licence,
    };
    const sent = await sending.send(file);
    if (!sent) return;
    const report = await command.run({ query: { ...query, ...sent.query }, body: sent.body });
    if (report) onChecked(report.importId);
  };
  return { command, sending, check };
}

/** Where the file comes from, under which terms, and where its points may lie. */
function TermsFields(props: { terms: Terms; onChange: (changed: Partial<Terms>) => void }) {
  const t = useTexts(words);
  const { terms, onChange } = props;
  return (
    <>
      <TextField
        label={t('sourceField')}
        description={t('sourceNote')}
        value={terms.source}
        onChange={(source) => onChange({ source })}
        maxLength={500}
        required
      />
      <TextField
        label={t('licence')}
        value={terms.licence}
        onChange={(licence) => onChange({ licence })}
        maxLength={200}
      />
      <div className="field">
        <span className="field-label">{t('extent')}</span>
        <Segmented
          label={t('extent')}
          options={[
            { id: 'indonesia', text: t('extent.indonesia') },
            { id: 'anywhere', text: t('extent.anywhere') },
          ]}
          value={terms.extent}
          onChange={(extent) => onChange({ extent })}
        />
      </div>
    </>
  );
}
