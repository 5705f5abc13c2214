/** What the journal is told about daily reports. */
import { eventType } from '#shared/event.ts';
import { dailyReportDraftKind, dailyReportKind } from './rights.ts';

export const draftSaved = eventType({
  name: 'daily-report.draft-saved.v1',
  of: dailyReportDraftKind,
  fields: { day: 'open', cutOff: 'open', text: 'personal' },
  text: { id: 'Konsep laporan harian disimpan', en: 'Draft of a daily report saved' },
});
export const formSet = eventType({
  name: 'daily-report.form-set.v1',
  of: dailyReportDraftKind,
  fields: { letterhead: 'open', numberPattern: 'open', cutOff: 'open' },
  text: { id: 'Bentuk laporan harian diatur', en: 'Form of the daily report set' },
});
/** `sha256` is that of the frozen content, hex: whoever holds the document can prove that it is this one. */
export const reportIssued = eventType({
  name: 'daily-report.issued.v1',
  of: dailyReportKind,
  fields: { day: 'open', number: 'open', version: 'open', periodTo: 'open', sha256: 'open', agency: 'open' },
  text: { id: 'Laporan harian diterbitkan', en: 'Daily report issued' },
});
export const reportCorrected = eventType({
  name: 'daily-report.corrected.v1',
  of: dailyReportKind,
  fields: { number: 'open', version: 'open', reason: 'personal', sha256: 'open', agency: 'open' },
  text: { id: 'Laporan harian dikoreksi', en: 'Daily report corrected' },
});
