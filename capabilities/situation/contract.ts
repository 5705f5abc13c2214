/**
 * The picture of one operation over all rooms: five figures, what needs an action, the desk of today, the daily report.
 * Written in parts: `rights`, `events`, `shape` (the report), `doors-picture`, `doors-map`, `doors-totals`,
 * `doors-report`.
 */
import type { ProblemCatalogue } from '#shared/problem.ts';

export * from './doors-map.ts';
export * from './doors-picture.ts';
export * from './doors-report.ts';
export * from './doors-totals.ts';
export * from './events.ts';
export * from './rights.ts';
export * from './shape.ts';

export const problems = {
  'daily-report.period-open': {
    status: 409,
    id: 'Periode laporan ini baru berakhir {cutOff}. Terbitkan sesudahnya, atau majukan jam batasnya.',
    en: 'The period of this report ends only at {cutOff}. Issue it after that, or set an earlier cut-off.',
  },
  'daily-report.exists': {
    status: 409,
    id: 'Laporan {day} sudah terbit dengan nomor {number}. Buat koreksi dari laporan itu.',
    en: 'The report of {day} was issued as {number}. Make a correction from that report.',
  },
  'daily-report.partial-reach': {
    status: 409,
    id: 'Wewenang Anda tidak meliputi seluruh wilayah operasi, jadi angkanya tidak utuh. Mintalah pimpinan operasi menerbitkannya.',
    en: 'Your authority does not cover the whole operation, so the figures are not complete. Ask the operation commander to issue it.',
  },
  'daily-report.corrected-meanwhile': {
    status: 409,
    id: 'Sudah ada versi {version}. Buka versi itu, lalu buat koreksinya dari sana.',
    en: 'There is version {version} already. Open it and make the correction from there.',
  },
  'daily-report.reason-missing': {
    status: 422,
    id: 'Tulis alasan koreksi; alasan itu tercetak pada versi baru.',
    en: 'Write why it is corrected; the reason is printed on the new version.',
  },
} as const satisfies ProblemCatalogue;
