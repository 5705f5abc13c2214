import { useState } from 'react';
import { type IncidentLevel, openIncident } from '#rooms/incidents/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { Button, CommandNotice, TextField, toast, useGo } from '#web/ui/index.ts';
import { listReports, readReport } from '../contract.ts';
import { LevelChoice } from './level-choice.tsx';
import { words } from './words.ts';

type Report = ReplyOf<typeof readReport>;

/** Makes an incident of a report; what the report knows is copied by the server. */
export function IncidentForm({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const href = useHref();
  const go = useGo();
  const [id] = useState(newId);
  const [title, setTitle] = useState(
    `${localized(report.kindName)} · ${report.stationName ?? report.areaName}`,
  );
  const [level, setLevel] = useState<IncidentLevel>('yellow');
  const command = useCommand(openIncident, [listReports, readReport]);
  const send = async () => {
    const { operationId, text } = report;
    const reply = await command.run({
      body: {
        id,
        operationId,
        title,
        text,
        level,
        kind: null,
        area: null,
        place: null,
        reportIds: [report.id],
        aboutAgencyId: null,
      },
    });
    if (!reply) return;
    toast(t('opened', { code: reply.code }));
    go(href(`kejadian/${reply.id}`));
  };
  return (
    <div className="report-form">
      <TextField
        label={t('incidentTitle')}
        description={t('incidentTitleNote')}
        value={title}
        onChange={setTitle}
        maxLength={160}
        autoFocus
        required
      />
      <LevelChoice value={level} onChange={setLevel} />
      <div className="report-doing">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button
          kind="primary"
          icon="triangle"
          busy={command.busy}
          isDisabled={title.trim() === ''}
          onPress={() => void send()}
        >
          {t('openIncident')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}
