import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useTexts } from '#web/i18n/index.ts';
import { NumberField, Segmented, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { addEvidence } from '../doors.ts';
import { type ActFormProps, ActFrame } from './act-forms.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

const kinds = ['note', 'link', 'count'] as const;

type Form = {
  readonly id: string;
  readonly kind: (typeof kinds)[number];
  readonly text: string;
  readonly url: string;
  readonly count: number | null;
  readonly unit: string;
};
const emptyForm = (): Form => ({ id: newId(), kind: 'note', text: '', url: '', count: null, unit: '' });

/** One piece of evidence: what it shows, where it stands, or how many. */
export function EvidenceForm({ task, onClose }: ActFormProps) {
  const t = useTexts(words);
  const command = useTaskCommand(addEvidence);
  const [form, setForm] = useState(emptyForm);
  const send = async () => {
    const reply = await command.run({ params: { taskId: task.id }, body: bodyOf(form) });
    if (!reply) return;
    toast(t('did.evidence'));
    onClose();
  };
  return (
    <ActFrame
      title={t('act.evidence')}
      command={command}
      isReady={isWhole(form)}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Segmented
        label={t('evidenceKind')}
        options={kinds.map((id) => ({ id, text: t(`evidence.${id}`) }))}
        value={form.kind}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      <Fields form={form} onChange={setForm} errorOf={useFieldError(command.problem)} />
    </ActFrame>
  );
}

type FieldsProps = {
  readonly form: Form;
  readonly onChange: (next: Form) => void;
  readonly errorOf: (field: string) => string | undefined;
};

function Fields({ form, onChange, errorOf }: FieldsProps) {
  const t = useTexts(words);
  const isNote = form.kind === 'note';
  return (
    <>
      {form.kind === 'link' ? (
        <TextField
          label={t('url')}
          description={t('urlNote')}
          value={form.url}
          onChange={(url) => onChange({ ...form, url })}
          error={errorOf('url')}
          maxLength={500}
          autoComplete="off"
          required
        />
      ) : null}
      {form.kind === 'count' ? (
        <div className="task-due-line">
          <NumberField
            label={t('count')}
            value={form.count}
            onChange={(count) => onChange({ ...form, count })}
            min={0}
            max={1e9}
            required
          />
          <TextField
            label={t('unit')}
            placeholder={t('unitNote')}
            value={form.unit}
            onChange={(unit) => onChange({ ...form, unit })}
            maxLength={40}
            required
          />
        </div>
      ) : null}
      <TextField
        label={t(isNote ? 'evidenceText' : 'evidenceCalled')}
        value={form.text}
        onChange={(text) => onChange({ ...form, text })}
        error={errorOf('text')}
        multiline
        rows={isNote ? 3 : 2}
        maxLength={2000}
        required={isNote}
      />
    </>
  );
}

function isWhole({ kind, text, url, count, unit }: Form): boolean {
  if (kind === 'count') return count !== null && unit.trim() !== '';
  return kind === 'note' ? text.trim() !== '' : /^https:\/\/\S+$/.test(url.trim());
}

function bodyOf({ id, kind, text, url, count, unit }: Form) {
  return {
    id,
    kind,
    text: text.trim(),
    url: kind === 'link' ? url.trim() : null,
    count: kind === 'count' ? count : null,
    unit: kind === 'count' ? unit.trim() : null,
  };
}
