/** A daily report as a workbook: the same figures as in print, as numbers that can be added up. */
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { DailyReport } from './contract.ts';
import { moment } from './indonesian.ts';
import { type Issue, named, numberText } from './printed.ts';
import { sectionSheets } from './sheet-sections.ts';
import { statementOf } from './statement.ts';

export async function workbookOf(report: DailyReport, issue: Issue): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [summarySheet(report, issue), ...sectionSheets(report)],
    properties: { title: `Laporan Harian ${named(report.operation.codeName)}`, creator: report.issuer.name },
  });
}

function summarySheet(report: DailyReport, issue: Issue): WriteSheet {
  const { operation, period, day, strength, reports, incidents, deployment, contradictions } = report;
  const { zone } = operation;
  const police = deployment.whole.find(({ force }) => force === 'polri');
  const rows: CellValue[][] = [
    ['Nomor', numberText(issue)],
    ['Versi', issue.version ?? 'konsep'],
    ...(issue.reason === null ? [] : [['Alasan koreksi', issue.reason]]),
    ['Operasi', named(operation.codeName)],
    ...(operation.sample ? [['Catatan', 'Operasi contoh, bukan laporan dinas']] : []),
    ['Hari', day],
    ['Periode dari', moment(period.from, zone)],
    ['Periode sampai', moment(period.to, zone)],
    ['Kekuatan dinyatakan', strength?.statedTotal ?? null],
    ['Kekuatan menurut rincian', strength?.computedTotal ?? null],
    ['Pernyataan kekuatan', statementOf(report)],
    ['Laporan', reports.total.today],
    ['Laporan periode sebelumnya', reports.total.yesterday],
    ['Selisih laporan', reports.total.difference],
    ['Laporan belum dibaca', reports.unread],
    ['Kejadian dibuka', incidents.total.opened],
    ['Kejadian selesai', incidents.total.resolved],
    ['Kejadian terbuka', incidents.total.open],
    ['Polisi TPS butuh (ideal)', police?.need ?? null],
    ['Polisi TPS butuh (per kelurahan)', police?.needGrouped ?? null],
    ['Polisi TPS ada', police?.available ?? null],
    ['Polisi TPS kurang (ideal)', police?.gap ?? null],
    ['Polisi TPS kurang (per kelurahan)', police?.gapGrouped ?? null],
    ['Cadangan', deployment.reserve],
    ['TNI', deployment.army],
    ['Bantuan (BKO)', deployment.lent],
    ['Angka bertentangan', contradictions.length],
    ['SHA-256 isi', issue.sha256 ?? ''],
  ];
  return { name: 'Ringkasan', columns: [{ width: 34 }, { width: 60 }], rows: [['Hal', 'Isi'], ...rows] };
}
