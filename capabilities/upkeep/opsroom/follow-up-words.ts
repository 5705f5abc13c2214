/** What follow-ups, their events and their failures are called. Whatever has no words here keeps its code alone. */
import { accountClosed, grantRevoked } from '#rooms/access/contract.ts';
import { reportActed, reportAnswered, reportRead, reportReceived } from '#rooms/field-reports/contract.ts';
import {
  incidentOpened,
  incidentReleased,
  incidentResolved,
  incidentTaken,
  incidentTold,
} from '#rooms/incidents/contract.ts';
import { stageRevised } from '#rooms/operations/contract.ts';
import type { Localized } from '#shared/schema.ts';

const FOLLOW_UPS: ReadonlyMap<string, Localized> = new Map([
  ['field-reports.act', { id: 'Tandai laporan ditindaklanjuti', en: 'Mark reports as acted on' }],
  [
    'field-reports.answer-by-incident',
    { id: 'Teruskan jawaban ke pelapor', en: 'Pass the answer of an incident to reporters' },
  ],
  [
    'incidents.open-for-help',
    { id: 'Buka insiden dari laporan darurat', en: 'Open an incident from an emergency report' },
  ],
  [
    'operations.close-calendar-links',
    { id: 'Tutup tautan kalender tanpa hak', en: 'Close calendar links without rights' },
  ],
  [
    'situation.follow-reports',
    { id: 'Perbarui situasi dari laporan', en: 'Bring field reports into the situation' },
  ],
  [
    'situation.follow-incidents',
    { id: 'Perbarui situasi dari insiden', en: 'Bring incidents into the situation' },
  ],
  [
    'tasks.follow-stages',
    { id: 'Pindahkan tenggat tugas mengikuti tahapan', en: 'Move due days of tasks with their stage' },
  ],
]);

const EVENTS: ReadonlyMap<string, Localized> = new Map(
  [
    accountClosed,
    grantRevoked,
    reportReceived,
    reportRead,
    reportActed,
    reportAnswered,
    incidentOpened,
    incidentTaken,
    incidentReleased,
    incidentTold,
    incidentResolved,
    stageRevised,
  ].map(({ name, text }) => [name, text]),
);

const FAILURES: readonly (readonly [RegExp, Localized])[] = [
  [/^waits-for-earlier$/, { id: 'Menunggu tindak lanjut sebelumnya', en: 'Waits for an earlier follow-up' }],
  // Codes of PostgreSQL, appendix A of its manual: cancelled by its time limit, locked, in conflict, no connection free.
  [/^database[.](57014|55P03|40001|40P01|53300)$/, { id: 'Basis data sibuk', en: 'The database is busy' }],
  [/^(database[.]53100|ENOSPC)$/, { id: 'Ruang penyimpanan penuh', en: 'The disk is full' }],
  [
    /^(database[.](08...|57P0[1-5])|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND)$/,
    { id: 'Sambungan terputus', en: 'The connection was lost' },
  ],
  [/^database[.](22|23)...$/, { id: 'Ditolak basis data', en: 'Refused by the database' }],
  // A refusal is named in small letters and in parts; what the program threw is `TypeError` or plain `string`.
  [/^[a-z][a-z0-9]*[.-][a-z0-9.-]+$/, { id: 'Ditolak aturan', en: 'Refused by a rule' }],
];

export function followUpWords(reaction: string): Localized | undefined {
  return FOLLOW_UPS.get(reaction);
}

export function eventWords(event: string): Localized | undefined {
  return EVENTS.get(event);
}

export function failureWords(failure: string): Localized | undefined {
  return FAILURES.find(([code]) => code.test(failure))?.[1];
}
