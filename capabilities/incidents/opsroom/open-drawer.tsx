import { useState } from 'react';
import { readReportKinds } from '#rooms/field-reports/contract.ts';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import {
  AreaField,
  Button,
  CommandNotice,
  Drawer,
  Select,
  TextField,
  toast,
  useFieldError,
} from '#web/ui/index.ts';
import { type IncidentLevel, listIncidents, openIncident } from '../contract.ts';
import { LevelChoice } from './level-choice.tsx';
import { words } from './words.ts';

type Props = { readonly onClose: () => void; readonly onOpened: (incidentId: string) => void };

type Form = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly area: string;
  readonly kind: string | null;
  readonly level: IncidentLevel;
};

/** Opens an incident that nobody reported through the field app. */
export function OpenDrawer({ onClose, onOpened }: Props) {
  const t = useTexts(words);
  const { id: operationId, areas } = useOperation();
  const command = useCommand(openIncident, [listIncidents]);
  const [form, setForm] = useState<Form>(() => {
    return { id: newId(), title: '', text: '', area: areas[0] ?? '', kind: null, level: 'yellow' };
  });
  const isReady = form.title.trim() !== '' && form.area.trim() !== '' && form.kind !== null;
  const send = async () => {
    const body = { ...form, operationId, place: null, reportIds: [], aboutAgencyId: null };
    const reply = await command.run({ body });
    if (!reply) return;
    toast(t('opened', { code: reply.code }));
    onClose();
    onOpened(reply.id);
  };
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
      <div className="incident-form">
        <Fields form={form} onChange={setForm} errorOf={useFieldError(command.problem)} />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

function Fields(props: {
  form: Form;
  onChange: (next: Form) => void;
  errorOf: (field: string) => string | undefined;
}) {
  const { form, onChange, errorOf } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const { areas } = useOperation();
  const kinds = useAsk(readReportKinds, {});
  const options = kinds.state === 'ready' ? kinds.data.kinds : [];
  return (
    <>
      <TextField
        label={t('name')}
        description={t('nameNote')}
        value={form.title}
        onChange={(title) => onChange({ ...form, title })}
        error={errorOf('title')}
        maxLength={160}
        autoFocus
        required
      />
      <Select
        label={t('kind')}
        options={options.map((each) => ({ id: each.key, text: localized(each.name) }))}
        value={form.kind}
        onChange={(kind) => onChange({ ...form, kind })}
        required
      />
      <AreaField
        label={t('area')}
        value={form.area}
        onChange={(area) => onChange({ ...form, area })}
        error={errorOf('area')}
        within={areas}
        required
      />
      <LevelChoice value={form.level} onChange={(level) => onChange({ ...form, level })} />
      <TextField
        label={t('text')}
        value={form.text}
        onChange={(text) => onChange({ ...form, text })}
        multiline
        maxLength={4000}
      />
    </>
  );
}
