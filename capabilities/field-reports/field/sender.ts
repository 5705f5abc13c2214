import { Check } from 'typebox/value';
import { askAs, type Sender, UnreadableError } from '#web/outbox/index.ts';
import { attachPhoto, submitReport } from '../doors-field.ts';
import { ReportDraft } from '../report.ts';
import { wholeText } from '../rules.ts';

export const REPORT = 'field-report';

/** Sends a report, then its photographs, as whoever holds the token. */
export function reportSender(token: () => string): Sender {
  return {
    kind: REPORT,
    sendText: (body, requestId, signal) =>
      askAs(token(), submitReport, { body: whole(draftIn(body)) }, { intent: requestId, signal }),
    async sendFile(body, { id, blob }, signal) {
      const params = { reportId: draftIn(body).id, photoId: id };
      await askAs(token(), attachPhoto, { params, body: blob }, { intent: id, signal });
    },
  };
}

/** What was kept with half a symbol, as a cut emoji leaves it, would be refused for that alone. */
function whole(draft: ReportDraft): ReportDraft {
  return { ...draft, text: wholeText(draft.text) };
}

/** @throws UnreadableError for what another build kept in another shape */
export function draftIn(body: unknown): ReportDraft {
  const draft = readableDraft(body);
  if (draft === null) throw new UnreadableError('a report kept on this phone is not what was written');
  return draft;
}

export function readableDraft(body: unknown): ReportDraft | null {
  return Check(ReportDraft, body) ? body : null;
}
