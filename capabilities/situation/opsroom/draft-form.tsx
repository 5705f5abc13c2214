import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, TextField, toast } from '#web/ui/index.ts';
import { type ReportText, readDraft, saveDraft } from '../contract.ts';
import { draftIssue, printedReport } from '../printed.ts';
import type { Draft } from './draft.ts';
import { FormDrawer } from './form-drawer.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { Paper } from './paper.tsx';
import './situation.css';
import { words } from './words.ts';

/** What the author writes, beside the sheet that shows it at once. */
export function DraftForm({ draft }: { draft: Draft }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const { report, issued } = draft;
  const [text, setText] = useState(report.text);
  const [cutOff, setCutOff] = useState(report.cutOff);
  const [isIssuing, setIssuing] = useState(false);
  const saving = useCommand(saveDraft, [readDraft]);
  const isDirty = JSON.stringify([text, cutOff]) !== JSON.stringify([report.text, report.cutOff]);
  const isOtherPeriod = cutOff !== report.cutOff;
  const save = async () =>
    (await saving.run({ params: { operationId }, body: { day: report.day, cutOff, text } })) !== null;
  const saveAndSay = async () => {
    if (await save()) toast(t('saved'));
  };
  const printed = printedReport({ ...report, text }, draftIssue(issued?.number ?? null));
  return (
    <div className="sit-desk">
      <form
        className="sit-form"
        onSubmit={(event) => {
          event.preventDefault();
          void saveAndSay();
        }}
      >
        <TextFields
          text={text}
          onText={setText}
          cutOff={cutOff}
          onCutOff={setCutOff}
          fixed={issued !== null}
        />
        <CommandNotice command={saving} />
        <Buttons
          draft={draft}
          isDirty={isDirty}
          isOtherPeriod={isOtherPeriod}
          isSaving={saving.busy}
          onIssue={() => setIssuing(true)}
        />
      </form>
      <section aria-label={t('preview')}>
        <Paper printed={printed} unprintable={draft.unprintable} />
      </section>
      {isIssuing ? (
        <IssueDialog draft={draft} before={isDirty ? save : null} onClose={() => setIssuing(false)} />
      ) : null}
    </div>
  );
}

function Buttons(props: {
  draft: Draft;
  isDirty: boolean;
  isOtherPeriod: boolean;
  isSaving: boolean;
  onIssue: () => void;
}) {
  const t = useTexts(words);
  const [isForming, setForming] = useState(false);
  const { draft, isDirty, isOtherPeriod, isSaving, onIssue } = props;
  const { issued, report, whole } = draft;
  const isTooEarly = issued === null && !report.period.ended;
  return (
    <>
      <div className="sit-buttons">
        <Button icon="edit" onPress={() => setForming(true)}>
          {t('form')}
        </Button>
        <Button type="submit" icon="check" busy={isSaving} isDisabled={!isDirty}>
          {t('save')}
        </Button>
        <Button
          kind="primary"
          icon="flag"
          isDisabled={!whole || isOtherPeriod || isTooEarly}
          onPress={onIssue}
        >
          {t(issued ? 'correct' : 'issue')}
        </Button>
      </div>
      {isDirty ? <p className="quiet small">{t(isOtherPeriod ? 'otherPeriod' : 'unsaved')}</p> : null}
      <FormDrawer form={draft.form} open={isForming} onClose={() => setForming(false)} />
    </>
  );
}

type FieldsProps = {
  readonly text: ReportText;
  readonly onText: (text: ReportText) => void;
  readonly cutOff: string;
  readonly onCutOff: (cutOff: string) => void;
  /** The period of an issued report stands. */
  readonly fixed: boolean;
};

const PARAGRAPHS = ['outlook', 'needs', 'attention'] as const;
const SIGNATURE = ['place', 'office', 'name', 'rank'] as const;

function TextFields({ text, onText, cutOff, onCutOff, fixed }: FieldsProps) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const change = (field: keyof ReportText) => (value: string) => onText({ ...text, [field]: value });
  return (
    <>
      <h2>{t('words')}</h2>
      <TextField
        label={t('cutOff', { zone })}
        description={t('cutOffNote')}
        type="time"
        value={cutOff}
        onChange={onCutOff}
        disabled={fixed}
      />
      <TextField label={t('to')} value={text.to} onChange={change('to')} maxLength={300} />
      <TextField label={t('subject')} value={text.subject} onChange={change('subject')} maxLength={300} />
      {PARAGRAPHS.map((field) => (
        <TextField
          key={field}
          label={t(field)}
          description={field === 'outlook' ? t('outlookNote') : undefined}
          multiline
          rows={3}
          value={text[field]}
          onChange={change(field)}
          maxLength={3000}
        />
      ))}
      <h2>{t('signature')}</h2>
      {SIGNATURE.map((field) => (
        <TextField
          key={field}
          label={t(field)}
          value={text[field]}
          onChange={change(field)}
          maxLength={120}
        />
      ))}
    </>
  );
}
