/** The sections of a daily report as sheets, in the order of the paper: the same rows, figures that can be added up. */
import type { CellValue, WriteSheet } from 'hucre/xlsx';
import type { ActivityLine, DailyReport, StageLine } from './contract.ts';
import { moment } from './indonesian.ts';
import { OVERDUE } from './sections.ts';
import { dutyName, forceName, satgasName, standingName } from './vocabulary.ts';

export function sectionSheets(report: DailyReport): WriteSheet[] {
  const { text } = report;
  return [
    strengthSheet(report),
    activitiesSheet(report),
    stagesSheet(report),
    reportsSheet(report),
    incidentsSheet(report),
    deploymentSheet(report),
    contradictionsSheet(report),
    outlookSheet(report),
    writtenSheet('Kebutuhan', text.needs),
    writtenSheet('Atensi pimpinan', text.attention),
  ];
}

function strengthSheet({ strength }: DailyReport): WriteSheet {
  const rows = (strength?.parts ?? []).map((part): CellValue[] => [
    forceName(part.force),
    dutyName(part.duty, part.force),
    part.count,
    standingName(part.standing),
  ]);
  return sheet('Kekuatan', ['Unsur', 'Tugas', 'Orang', 'Kedudukan'], rows);
}

const ACTIVITY_HEAD = ['Satgas', 'Kegiatan', 'Wilayah', 'Mulai', 'Selesai', 'Hasil', 'Kedudukan'];

function activitiesSheet({ activities, overdue = [], operation: { zone } }: DailyReport): WriteSheet {
  const rows = activities.flatMap(({ satgas, activities: lines }) =>
    lines.map((line) => [satgasName(satgas), ...activityCells(line, zone)]),
  );
  const late = overdue.map((line) => [OVERDUE, ...activityCells({ ...line, result: null }, zone)]);
  return sheet('Kegiatan', ACTIVITY_HEAD, [...rows, ...late]);
}

type AnyActivity = Omit<ActivityLine, 'standing'> & { readonly standing?: ActivityLine['standing'] };

function activityCells(line: AnyActivity, zone: DailyReport['operation']['zone']): CellValue[] {
  const { title, areaName, startsAt, endsAt, result, standing } = line;
  const end = endsAt === null ? null : moment(endsAt, zone);
  return [title, areaName, moment(startsAt, zone), end, result, standing ? standingName(standing) : null];
}

const STAGE_HEAD = ['Tahapan', 'Mulai', 'Selesai', 'Keadaan', 'Hari ke', 'Dari', 'Hari lagi'];

function stagesSheet({ stages }: DailyReport): WriteSheet {
  return sheet('Tahapan', STAGE_HEAD, stages.map(stageCells));
}

function stageCells({ name, start, end, state, day, of, daysTo }: StageLine): CellValue[] {
  return [name.id, start, end, state === 'running' ? 'berjalan' : 'berikut', day, of, daysTo];
}

function reportsSheet({ reports }: DailyReport): WriteSheet {
  const rows = reports.rows.map((row): CellValue[] => [
    row.kindName.id,
    row.area,
    row.areaName,
    row.today,
    row.yesterday,
    row.difference,
    row.percent,
    row.unread,
  ]);
  const { today, yesterday, difference, percent } = reports.total;
  if (rows.length > 0)
    rows.push(['Jumlah', null, null, today, yesterday, difference, percent, reports.unread]);
  const head = ['Jenis', 'Kode wilayah', 'Wilayah', 'Kini', 'Sebelum', 'Selisih', 'Persen', 'Belum dibaca'];
  return sheet('Laporan', head, rows);
}

function incidentsSheet({ incidents }: DailyReport): WriteSheet {
  const rows = incidents.rows.map((row): CellValue[] => [
    row.kindName.id,
    row.area,
    row.areaName,
    row.opened,
    row.resolved,
    row.open,
  ]);
  return sheet('Kejadian', ['Jenis', 'Kode wilayah', 'Wilayah', 'Dibuka', 'Selesai', 'Terbuka'], rows);
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

function outlookSheet({ outlook, text, operation: { zone } }: DailyReport): WriteSheet {
  const stages = outlook.stages.map((stage): CellValue[] => ['Tahapan', ...stageCells(stage).slice(0, 3)]);
  const activities = outlook.activities.map((line): CellValue[] => [
    'Kegiatan',
    line.title,
    moment(line.startsAt, zone),
    line.endsAt === null ? null : moment(line.endsAt, zone),
    line.areaName,
    standingName(line.standing),
  ]);
  const written: CellValue[][] = text.outlook.trim() === '' ? [] : [['Catatan', text.outlook.trim()]];
  const head = ['Macam', 'Yang terjadwal', 'Mulai', 'Selesai', 'Wilayah', 'Kedudukan'];
  return sheet('24 jam ke depan', head, [...stages, ...activities, ...written]);
}

function writtenSheet(name: string, text: string): WriteSheet {
  return { name, columns: [{ width: 90 }], rows: [[name], [text.trim() || 'Nihil.']] };
}

function sheet(name: string, head: readonly string[], rows: readonly CellValue[][]): WriteSheet {
  return { name, columns: head.map(() => ({ autoWidth: true })), rows: [[...head], ...rows] };
}
