import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useMay } from '#web/shell/index.ts';
import { Answer, AppLink, Button, CommandNotice, Drawer, useGo } from '#web/ui/index.ts';
import { acknowledgeReports, listReports, readReport } from '../contract.ts';
import { AnswerBox } from './answer-box.tsx';
import { IncidentForm } from './incident-form.tsx';
import { ReportView } from './report-view.tsx';
import { words } from './words.ts';

/** One report beside the list: what it says, what became of it, what can be done now. */
export function ReportDrawer({ reportId, onClose }: { reportId: string; onClose: () => void }) {
  const t = useTexts(words);
  const report = useAsk(readReport, { params: { reportId } });
  const [isTyping, setTyping] = useState(false);
  useLive(['field-report'], [readReport]);
  const title = report.state === 'ready' ? t('report', { code: report.data.code }) : t('title');
  return (
    <Drawer title={title} open onClose={onClose} wide dismissable={!isTyping}>
      <Answer of={report} rows={8}>
        {(data) => (
          <div className="report">
            <ReportView report={data} />
            <SealedNotes reportId={data.id} />
            <Doing report={data} onTyping={setTyping} />
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

function SealedNotes({ reportId }: { reportId: string }) {
  const t = useTexts(words);
  const href = useHref();
  if (!useMay('sealed-note.read')) return null;
  return (
    <p>
      <AppLink to={href(`tersegel?about=field-report:${reportId}`)}>{t('sealedNotes')}</AppLink>
    </p>
  );
}

type Report = ReplyOf<typeof readReport>;

function Doing({ report, onTyping }: { report: Report; onTyping: (isTyping: boolean) => void }) {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const mayOpen = useMay('incident.work');
  const [isOpening, setOpening] = useState(false);
  const reading = useCommand(acknowledgeReports, [listReports, readReport]);
  const { id, state, incidentId, mayAnswer, addressee } = report;
  const isUnread = mayAnswer && state === 'received';
  return (
    <>
      <div className="report-doing">
        {isUnread ? (
          <Button
            kind="primary"
            icon="check"
            busy={reading.busy}
            onPress={() => void reading.run({ body: { reportIds: [id] } })}
          >
            {t('markRead')}
          </Button>
        ) : null}
        {incidentId === null ? null : (
          <Button icon="triangle" onPress={() => go(href(`kejadian/${incidentId}`))}>
            {t('seeIncident')}
          </Button>
        )}
        {incidentId === null && mayOpen && !isOpening ? (
          <Button icon="triangle" onPress={() => setOpening(true)}>
            {t('openIncident')}
          </Button>
        ) : null}
      </div>
      <CommandNotice command={reading} />
      {isOpening ? <IncidentForm report={report} onClose={() => setOpening(false)} /> : null}
      {mayAnswer ? <AnswerBox reportId={id} onTyping={onTyping} /> : null}
      {mayAnswer ? null : (
        <p className="quiet">{t('notOurs', { addressee: addressee ?? t('noAddressee') })}</p>
      )}
    </>
  );
}
