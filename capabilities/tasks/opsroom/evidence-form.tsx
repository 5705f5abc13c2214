import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ImportFile, importBody, isTooLarge } from '#web/import/index.ts';
import { NumberField, Segmented, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { addEvidence } from '../doors.ts';
import { addEvidenceFile, EVIDENCE_FILE_LIMIT_BYTES } from '../doors-files.ts';
import { type EvidenceKind, evidenceKinds, type SaidKind } from '../task.ts';
import { type ActFormProps, ActFrame } from './act-forms.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Form = {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly url: string;
  readonly count: number | null;
  readonly unit: string;
  readonly file: File | null;
};
const emptyForm = (): Form => ({
  id: newId(),
  kind: 'note',
  text: '',
  url: '',
  count: null,
  unit: '',
  file: null,
});

/** One piece of evidence: what it shows, where it stands, how many, or a file. */
export function EvidenceForm({ task, onClose }: ActFormProps) {
  const t = useTexts(words);
  const saying = useTaskCommand(addEvidence);
  const sending = useTaskCommand(addEvidenceFile);
  const [form, setForm] = useState(emptyForm);
  const command = form.kind === 'file' ? sending : saying;
  const send = async () => {
    const params = { taskId: task.id };
    const { file, kind } = form;
    const reply =
      kind === 'file'
        ? file && (await sending.run({ params: { ...params, evidenceId: form.id }, ...fileOf(form, file) }))
        : await saying.run({ params, body: bodyOf({ ...form, kind }) });
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
        options={evidenceKinds.map((id) => ({ id, text: t(`evidence.${id}`) }))}
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
      {form.kind === 'file' ? (
        <ImportFile
          file={form.file}
          onChange={(file) => onChange({ ...form, file })}
          accept=".pdf,.jpg,.jpeg,.png,.webp"
          note={t('fileNote')}
          remedy={t('fileRemedy')}
          limit={EVIDENCE_FILE_LIMIT_BYTES}
        />
      ) : null}
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

function isWhole({ kind, text, url, count, unit, file }: Form): boolean {
  if (kind === 'file') return file !== null && !isTooLarge(file, EVIDENCE_FILE_LIMIT_BYTES);
  if (kind === 'count') return count !== null && unit.trim() !== '';
  return kind === 'note' ? text.trim() !== '' : /^https:\/\/\S+$/.test(url.trim());
}

/** The end of a name says most: its ending, and its number. */
function fileOf({ text }: Form, file: File) {
  const said = text.trim();
  const name = file.name.slice(-150);
  return { query: { name, ...(said === '' ? {} : { text: said }) }, body: importBody(file) };
}

function bodyOf({ id, kind, text, url, count, unit }: Form & { readonly kind: SaidKind }) {
  return {
    id,
    kind,
    text: text.trim(),
    url: kind === 'link' ? url.trim() : null,
    count: kind === 'count' ? count : null,
    unit: kind === 'count' ? unit.trim() : null,
  };
}
