import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Dialog, TextField, useGo } from '#web/ui/index.ts';
import { correctReport, issueReport, listDailyReports, readDailyReport, readDraft } from '../contract.ts';
import type { Draft } from './draft-page.tsx';
import { words } from './words.ts';

/** Asks once more before figures are frozen; a correction is asked for its reason. */
export function IssueDialog(props: {
  draft: Draft;
  /** Saves what is unsaved; false when that was refused. */
  before: (() => Promise<boolean>) | null;
  onClose: () => void;
}) {
  const t = useTexts(words);
  const go = useGo();
  const href = useHref();
  const { id: operationId } = useOperation();
  const { draft, before, onClose } = props;
  const { issued, report, number } = draft;
  const [id] = useState(() => newId());
  const [reason, setReason] = useState('');
  const refreshed = [listDailyReports, readDailyReport, readDraft];
  const issuing = useCommand(issueReport, refreshed);
  const correcting = useCommand(correctReport, refreshed);
  const confirm = async () => {
    if (before && !(await before())) return;
    const params = { operationId };
    const done = issued
      ? await correcting.run({
          params: { ...params, reportId: issued.id },
          body: { from: issued.version, reason },
        })
      : await issuing.run({ params, body: { id, day: report.day } });
    if (done) go(href(`laphar/${done.id}`));
  };
  const title = issued ? t('correctTitle', { version: issued.version + 1 }) : t('issueTitle', { number });
  const busy = issuing.busy || correcting.busy;
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button
        kind="primary"
        busy={busy}
        isDisabled={issued !== null && reason.trim() === ''}
        onPress={() => void confirm()}
      >
        {t(issued ? 'correct' : 'issue')}
      </Button>
    </>
  );
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
      <CommandNotice command={issuing} />
      <CommandNotice command={correcting} />
    </Dialog>
  );
}
