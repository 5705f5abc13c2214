/** A daily report as it is printed: every word and figure in its place, nothing computed any more. */
import type { DailyReport } from './contract.ts';
import { longDay, moment, weekdayAndDay } from './indonesian.ts';
import { type Section, sectionsOf } from './sections.ts';

export type PrintedReport = {
  readonly title: string;
  readonly author: string;
  /** In capitals, as it is set; so are office, name and rank. */
  readonly operation: string;
  readonly number: string;
  readonly letterhead: readonly string[];
  readonly marks: readonly string[];
  readonly head: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
  readonly signature: { placeAndDay: string; office: string; name: string; rank: string };
  readonly fingerprint: string;
  /** Which letters the paper could not print; null where it prints all. */
  readonly lettersNote: string | null;
  readonly footer: string;
};

/** How far a report has come: a draft has neither version nor fingerprint. */
export type Issue = {
  /** null: not issued yet. A number is given once, with the issue; the draft of a correction has that of its report. */
  readonly number: string | null;
  readonly version: number | null;
  readonly superseded: boolean;
  readonly reason: string | null;
  readonly sha256: string | null;
  readonly issuedAt: string | null;
};

/** A draft; `number` is that of the issued report which it corrects. */
export function draftIssue(number: string | null): Issue {
  return { number, version: null, superseded: false, reason: null, sha256: null, issuedAt: null };
}

/** The same words on the screen, on paper, in the workbook and in the message. */
export const numberText = ({ number }: Issue) => number ?? 'diberikan saat diterbitkan';

export function printedReport(report: DailyReport, issue: Issue): PrintedReport {
  const { operation, text, issuer, day } = report;
  return {
    title: `Laporan Harian ${named(operation.codeName)}, ${weekdayAndDay(day)}`,
    author: issuer.name,
    operation: named(operation.codeName).toUpperCase(),
    number: numberText(issue),
    letterhead: issuer.letterhead,
    marks: marksOf(report, issue),
    head: headOf(report),
    sections: sectionsOf(report),
    signature: {
      placeAndDay: [text.place, longDay(day)].filter(Boolean).join(', '),
      office: text.office.toUpperCase(),
      name: text.name.toUpperCase(),
      rank: text.rank.toUpperCase(),
    },
    fingerprint: fingerprintOf(report, issue),
    lettersNote: null,
    footer: `${issue.number ?? 'Konsep'} · Laphar ${named(operation.codeName)}, ${longDay(day)}. Bukan LHGK.`,
  };
}

function marksOf(report: DailyReport, issue: Issue): string[] {
  const { operation, period } = report;
  const marks: string[] = [];
  if (operation.sample) marks.push('OPERASI CONTOH: bukan laporan dinas');
  if (issue.version === null)
    marks.push(`KONSEP${issue.number === null ? '' : ' KOREKSI'}: belum diterbitkan, angka masih bergerak`);
  if (issue.version === null && !period.ended)
    marks.push(`Periode belum lewat; keadaan sampai ${moment(report.asOf, operation.zone)}`);
  if (issue.superseded) marks.push('TELAH DIKOREKSI: ada versi yang lebih baru');
  if (issue.version !== null && issue.version > 1)
    marks.push(`KOREKSI, VERSI ${issue.version}. Alasan: ${issue.reason ?? ''}`);
  return marks;
}

function headOf({ text, issuer, operation, period, day }: DailyReport): [string, string][] {
  const nth = operation.day === null ? '' : `, hari ke-${operation.day} dari ${operation.days}`;
  return [
    ['Kepada', text.to || '\u2013'],
    ['Dari', text.office || issuer.name],
    ['Perihal', text.subject],
    ['Hari', `${weekdayAndDay(day)}${nth}`],
    ['Periode', `${moment(period.from, operation.zone)} s.d. ${moment(period.to, operation.zone)}`],
  ];
}

function fingerprintOf(report: DailyReport, issue: Issue): string {
  const { zone } = report.operation;
  const taken = `Angka diambil ${moment(report.asOf, zone)}${report.operation.shiftedClock ? ' (jam operasi)' : ''}.`;
  if (issue.version === null || issue.sha256 === null) return taken;
  return `${taken} Versi ${issue.version}. SHA-256 isi: ${issue.sha256}`;
}

/** `Operasi Mantap Praja Jaya 2024`, whether the code name begins with the word or not. */
export const named = (codeName: string) => (/^operasi /i.test(codeName) ? codeName : `Operasi ${codeName}`);
