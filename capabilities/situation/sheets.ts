/** A daily report as a workbook: the same figures as in print, as numbers that can be added up. */
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { DailyReport } from './contract.ts';
import { moment, span } from './indonesian.ts';
import { type Issue, named } from './printed.ts';
import { dutyName, forceName, satgasName, standingName } from './vocabulary.ts';

export async function workbookOf(report: DailyReport, issue: Issue): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      summarySheet(report, issue),
      reportsSheet(report),
      strengthSheet(report),
      deploymentSheet(report),
      activitiesSheet(report),
      contradictionsSheet(report),
    ],
    properties: { title: `Laporan Harian ${named(report.operation.codeName)}`, creator: report.issuer.name },
  });
}

function summarySheet(report: DailyReport, issue: Issue): WriteSheet {
  const { operation, period, day, strength, reports, incidents, deployment, contradictions, text } = report;
  const { zone } = operation;
  const police = deployment.whole.find(({ force }) => force === 'polri');
  const rows: CellValue[][] = [
    ['Nomor', issue.number],
    ['Versi', issue.version ?? 'konsep'],
    ...(issue.reason === null ? [] : [['Alasan koreksi', issue.reason]]),
    ['Operasi', named(operation.codeName)],
    ...(operation.sample ? [['Catatan', 'Operasi contoh, bukan laporan dinas']] : []),
    ['Hari', day],
    ['Periode dari', moment(period.from, zone)],
    ['Periode sampai', moment(period.to, zone)],
    ['Kekuatan dinyatakan', strength?.statedTotal ?? null],
    ['Kekuatan menurut rincian', strength?.computedTotal ?? null],
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
    ...report.stages.map((stage): CellValue[] => [`Tahapan: ${stage.name.id}`, span(stage.start, stage.end)]),
    ['24 jam ke depan', text.outlook],
    ['Kebutuhan', text.needs],
    ['Atensi pimpinan', text.attention],
    ['SHA-256 isi', issue.sha256 ?? ''],
  ];
  return { name: 'Ringkasan', columns: [{ width: 34 }, { width: 60 }], rows: [['Hal', 'Isi'], ...rows] };
}

function reportsSheet({ reports, incidents }: DailyReport): WriteSheet {
  const of = reports.rows.map((row): CellValue[] => [
    'laporan',
    row.kindName.id,
    row.area,
    row.areaName,
    row.today,
    row.yesterday,
    row.difference,
    row.percent,
    row.unread,
    null,
    null,
  ]);
  const incidentRows = incidents.rows.map((row): CellValue[] => [
    'kejadian',
    row.kindName.id,
    row.area,
    row.areaName,
    row.opened,
    null,
    null,
    null,
    null,
    row.resolved,
    row.open,
  ]);
  const head = [
    'Macam',
    'Jenis',
    'Kode wilayah',
    'Wilayah',
    'Kini',
    'Sebelum',
    'Selisih',
    'Persen',
    'Belum dibaca',
    'Selesai',
    'Terbuka',
  ];
  return sheet('Laporan', head, [...of, ...incidentRows]);
}

function strengthSheet({ strength }: DailyReport): WriteSheet {
  const rows = (strength?.parts ?? []).map((part): CellValue[] => [
    forceName(part.force),
    dutyName(part.duty),
    part.count,
    standingName(part.standing),
  ]);
  return sheet('Kekuatan', ['Unsur', 'Tugas', 'Orang', 'Kedudukan'], rows);
}

function deploymentSheet({ deployment }: DailyReport): WriteSheet {
  const rows = [...deployment.whole, ...deployment.rows.filter(({ area }) => area !== null)].map(
    (row): CellValue[] => [
      row.area,
      row.areaName,
      forceName(row.force),
      row.need,
      row.needGrouped,
      row.available,
      row.gap,
      row.gapGrouped,
      standingName(row.standing),
      standingName(row.standingGrouped),
    ],
  );
  const head = [
    'Kode wilayah',
    'Wilayah',
    'Unsur',
    'Butuh',
    'Butuh per kelurahan',
    'Ada',
    'Kurang',
    'Kurang per kelurahan',
    'Dasar',
    'Dasar per kelurahan',
  ];
  return sheet('Ploting', head, rows);
}

function activitiesSheet({ activities, operation: { zone } }: DailyReport): WriteSheet {
  const rows = activities.flatMap(({ satgas, activities: lines }) =>
    lines.map((line): CellValue[] => [
      satgasName(satgas),
      line.title,
      line.areaName,
      moment(line.startsAt, zone),
      line.endsAt === null ? null : moment(line.endsAt, zone),
      line.result === null ? null : line.result,
      standingName(line.standing),
    ]),
  );
  return sheet('Kegiatan', ['Satgas', 'Kegiatan', 'Wilayah', 'Mulai', 'Selesai', 'Hasil', 'Kedudukan'], rows);
}

function contradictionsSheet({ contradictions }: DailyReport): WriteSheet {
  const rows = contradictions.map((each): CellValue[] => [
    each.text.id,
    each.stated,
    each.computed,
    each.computed - each.stated,
    each.source,
  ]);
  return sheet('Pertentangan angka', ['Pertentangan', 'Tertulis', 'Terhitung', 'Selisih', 'Sumber'], rows);
}

function sheet(name: string, head: readonly string[], rows: readonly CellValue[][]): WriteSheet {
  return { name, columns: head.map(() => ({ autoWidth: true })), rows: [[...head], ...rows] };
}
