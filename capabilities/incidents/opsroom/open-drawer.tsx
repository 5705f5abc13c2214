import { useState } from 'react';
import { readReportKinds } from '#rooms/field-reports/contract.ts';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, Select, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { type IncidentLevel, listIncidents, openIncident } from '../contract.ts';
import { LevelChoice } from './level-choice.tsx';
import { words } from './words.ts';

type Props = { readonly onClose: () => void; readonly onOpened: (incidentId: string) => void };

/** Opens an incident that nobody reported through the field app. */
export function OpenDrawer({ onClose, onOpened }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { id: operationId, areas } = useOperation();
  const kinds = useAsk(readReportKinds, {});
  const command = useCommand(openIncident, [listIncidents]);
  const errorOf = useFieldError(command.problem);
  const [form, setForm] = useState(() => ({ id: newId(), title: '', text: '', area: areas[0] ?? '' }));
  const [kind, setKind] = useState<string | null>(null);
  const [level, setLevel] = useState<IncidentLevel>('yellow');
  const isReady = form.title.trim() !== '' && form.area.trim() !== '' && kind !== null;
  const send = async () => {
    const body = { ...form, operationId, kind, level, place: null, reportIds: [], aboutAgencyId: null };
    const reply = await command.run({ body });
    if (!reply) return;
    toast(t('opened', { code: reply.code }));
    onClose();
    onOpened(reply.id);
  };
  const options = kinds.state === 'ready' ? kinds.data.kinds : [];
  return (
    <Drawer
      title={t('open')}
      open
      onClose={onClose}
      dismissable={form.title === '' && form.text === ''}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
          {t('open')}
        </Button>
      }
    >
      <div className="incident-form incident-form-alone">
        <TextField
          label={t('name')}
          description={t('nameNote')}
          value={form.title}
          onChange={(title) => setForm({ ...form, title })}
          error={errorOf('title')}
          maxLength={160}
          autoFocus
          required
        />
        <Select
          label={t('kind')}
          options={options.map((each) => ({ id: each.key, text: localized(each.name) }))}
          value={kind}
          onChange={setKind}
          required
        />
        <TextField
          label={t('area')}
          description={t('areaNote')}
          value={form.area}
          onChange={(area) => setForm({ ...form, area })}
          error={errorOf('area')}
          inputMode="numeric"
          required
        />
        <LevelChoice value={level} onChange={setLevel} />
        <TextField
          label={t('text')}
          value={form.text}
          onChange={(text) => setForm({ ...form, text })}
          multiline
          maxLength={4000}
        />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
