import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Dialog, TextField, useGo } from '#web/ui/index.ts';
import { correctReport, issueReport, listDailyReports, readDailyReport, readDraft } from '../contract.ts';
import type { Draft } from './draft.ts';
import { words } from './words.ts';

type Props = {
  readonly draft: Draft;
  /** Saves what is unsaved; false when that was refused. */
  readonly before: (() => Promise<boolean>) | null;
  readonly onClose: () => void;
};

/** Asks once more before figures are frozen; a correction is asked for its reason. */
export function IssueDialog({ draft, before, onClose }: Props) {
  const t = useTexts(words);
  const { shortDay } = useFormat();
  const { issued, report } = draft;
  const [reason, setReason] = useState('');
  const { freeze, busy, notices } = useFreezing(draft, before);
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button
        kind="primary"
        busy={busy}
        isDisabled={issued !== null && reason.trim() === ''}
        onPress={() => void freeze(reason)}
      >
        {t(issued ? 'correct' : 'issue')}
      </Button>
    </>
  );
  const title = issued
    ? t('correctTitle', { version: issued.version + 1 })
    : t('issueTitle', { day: shortDay(report.day) });
  return (
    <Dialog title={title} open onClose={onClose} actions={actions} dismissable={false}>
      <p>{t('issueText')}</p>
      {issued ? (
        <TextField
          label={t('reason')}
          description={t('reasonNote')}
          multiline
          required
          autoFocus
          value={reason}
          onChange={setReason}
          maxLength={1000}
        />
      ) : null}
      {notices}
    </Dialog>
  );
}

/** Issues the draft, or its correction, and goes to the document. */
function useFreezing({ issued, report }: Draft, before: Props['before']) {
  const go = useGo();
  const href = useHref();
  const { id: operationId } = useOperation();
  const [id] = useState(() => newId());
  const refreshed = [listDailyReports, readDailyReport, readDraft];
  const issuing = useCommand(issueReport, refreshed);
  const correcting = useCommand(correctReport, refreshed);
  const send = (reason: string) => {
    if (issued === null) return issuing.run({ params: { operationId }, body: { id, day: report.day } });
    const params = { operationId, reportId: issued.id };
    return correcting.run({ params, body: { from: issued.version, reason } });
  };
  const freeze = async (reason: string) => {
    if (before && !(await before())) return;
    const done = await send(reason);
    if (done) go(href(`laphar/${done.id}`));
  };
  const notices = (
    <>
      <CommandNotice command={issuing} />
      <CommandNotice command={correcting} />
    </>
  );
  return { freeze, busy: issuing.busy || correcting.busy, notices };
}
