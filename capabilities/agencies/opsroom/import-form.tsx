import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportFile, isTooLarge, SendingBar, useSending } from '#web/import/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { importJurisdictions, listImports } from '../import-contract.ts';
import { words } from './words.ts';

/** Chooses a file of jurisdictions and says where it comes from; the dry run changes nothing. */
export function ImportForm({ onChecked }: { onChecked: (importId: string) => void }) {
  const t = useTexts(words);
  const command = useCommand(importJurisdictions, [listImports]);
  const sending = useSending();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const check = async () => {
    if (!file) return;
    const query = { id: newId(), source: source.trim(), fileName: file.name.slice(0, 200) };
    const sent = await sending.send(file);
    if (!sent) return;
    const report = await command.run({ query: { ...query, ...sent.query }, body: sent.body });
    if (report) onChecked(report.importId);
  };
  return (
    <div className="import">
      <p>{t('importNote')}</p>
      <ImportFile
        file={file}
        onChange={setFile}
        accept=".csv,.txt,.tsv,.gz"
        note={t('fileNote')}
        remedy={t('fileRemedy')}
      />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={source}
        onChange={setSource}
        maxLength={500}
        required
      />
      <SendingBar sending={sending} />
      <CommandNotice command={command} />
      <div className="import-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={command.busy || sending.busy}
          isDisabled={!file || isTooLarge(file) || source.trim() === ''}
          onPress={() => void check()}
        >
          {t('check')}
        </Button>
        <span className="quiet">{t('checkNote')}</span>
      </div>
    </div>
  );
}
