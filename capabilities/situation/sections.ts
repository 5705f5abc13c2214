/** The ten sections of a printed report, in words and tables. */

import { levelOf } from '#shared/area-code.ts';
import type { Standing } from '#shared/schema.ts';
import { dayOf, type Zone } from '#shared/time.ts';
import type { ActivityLine, DailyReport, NeedLine, OverdueLine, StageLine } from './contract.ts';
import { briefMoment, figure, hour, moment, share, signed, span } from './indonesian.ts';
import { standOf } from './rules.ts';
import { statementOf } from './statement.ts';
import { dutyName, forceName, satgasName, standingName } from './vocabulary.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      /** 0: as wide as its content; otherwise a share of what remains. */
      readonly widths: readonly number[];
      readonly aligns: readonly ('l' | 'r')[];
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };
export type Section = { readonly title: string; readonly parts: readonly Part[] };
const NONE = 'Nihil.';

export function sectionsOf(report: DailyReport): Section[] {
  return [
    ...openingSections(report),
    reportsSection(report),
    incidentsSection(report),
    deploymentSection(report),
    contradictionsSection(report),
    outlookSection(report),
    { title: 'IX. KEBUTUHAN', parts: [written(report.text.needs)] },
    { title: 'X. ATENSI PIMPINAN', parts: [written(report.text.attention)] },
  ];
}

function openingSections(report: DailyReport): Section[] {
  const { stages } = report;
  return [
    {
      title: 'I. KEKUATAN',
      parts: strengthParts(report),
    },
    { title: 'II. KEGIATAN PER SATGAS', parts: activityParts(report) },
    { title: 'III. TAHAPAN', parts: [listed(stages.map(stageText))] },
  ];
}

function strengthParts(report: DailyReport): Part[] {
  const { strength } = report;
  if (strength === null) return [none('Belum ada kekuatan yang dinyatakan.')];
  const { statedTotal, computedTotal, agrees, parts } = strength;
  const total = statedTotal === null ? 'jumlah seluruhnya tidak disebut' : `${figure(statedTotal)} orang`;
  const added = parts.length > 0 ? ` Jumlah rincian: ${figure(computedTotal)} orang.` : ' Tanpa rincian.';
  const sum = `${statementOf(report)}: ${total}.${added}`;
  const verdict = agrees ? '' : ` Tidak cocok, selisih ${signed(computedTotal - (statedTotal ?? 0))}.`;
  const rows = parts.map((part) => [
    forceName(part.force),
    dutyName(part.duty, part.force),
    figure(part.count),
    standingName(part.standing),
  ]);
  const beyond = parts.reduce((total, { count }) => total + count, 0) - computedTotal;
  const apart =
    beyond > 0 && parts.length > 0 ? ` ${figure(beyond)} orang dalam rincian di luar jumlah itu.` : '';
  const lead: Part = { kind: 'text', text: `${sum}${verdict}${apart}` };
  if (rows.length === 0) return [lead];
  return [lead, table([1, 1, 0, 0], 'llrl', ['Unsur', 'Tugas', 'Orang', 'Kedudukan angka'], rows)];
}

function activityParts(report: DailyReport): Part[] {
  const { activities, overdue = [] } = report;
  const groups = activities.flatMap((group): Part[] => [
    { kind: 'heading', text: satgasName(group.satgas) },
    activityTable(group.activities, report),
  ]);
  const shown = groups.length === 0 ? [none()] : groups;
  if (overdue.length === 0) return shown;
  return [...shown, { kind: 'heading', text: OVERDUE }, overdueTable(overdue, report)];
}

const ACTIVITY_HEADER = ['Waktu', 'Kegiatan', 'Wilayah', 'Hasil'];
export const OVERDUE = 'Lewat tanpa hasil sejak sebelum periode ini';

function activityTable(
  activities: readonly ActivityLine[],
  { asOf, operation: { zone } }: DailyReport,
): Part {
  const now = new Date(asOf);
  const rows = activities.map((each) => [
    timesOf(each, zone),
    each.title,
    each.areaName,
    `${each.result ?? STANDS[standOf(timed(each), now, zone)]}${marked(each.standing)}`,
  ]);
  return table([0, 1.3, 1, 1.5], 'llll', ACTIVITY_HEADER, rows);
}

const timed = ({ result, startsAt, endsAt }: ActivityLine) => ({
  result,
  startsAt: new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
});

function overdueTable(overdue: readonly OverdueLine[], { operation: { zone } }: DailyReport): Part {
  const rows = overdue.map((each) => [timesOf(each, zone), each.title, each.areaName, STANDS.overdue]);
  return table([0, 1.3, 1, 1.5], 'llll', ACTIVITY_HEADER, rows);
}

const STANDS = {
  done: '',
  overdue: 'lewat tanpa hasil',
  running: 'berlangsung',
  ahead: 'belum mulai',
} as const;

/** A day of its own beside the end, where it ends on another day. */
function timesOf({ startsAt, endsAt }: Pick<ActivityLine, 'startsAt' | 'endsAt'>, zone: Zone): string {
  const start = briefMoment(startsAt, zone);
  if (endsAt === null) return start;
  const sameDay = dayOf(new Date(startsAt), zone) === dayOf(new Date(endsAt), zone);
  return `${start}\u2013${sameDay ? hour(endsAt, zone) : briefMoment(endsAt, zone)}`;
}

function stageText({ name, state, start, end, day, of, daysTo }: StageLine): string {
  if (state === 'next') return `${name.id}: ${span(start, end)}, H\u2212${daysTo}.`;
  const nth = of === null ? `hari ke-${day}` : `hari ke-${day} dari ${of}`;
  return `${name.id}: ${span(start, end)}, ${nth}.`;
}

function reportsSection({ reports, operation, period }: DailyReport): Section {
  const { total, rows, unread } = reports;
  const sum = `${figure(total.today)} laporan; periode sebelumnya ${figure(total.yesterday)}; selisih ${signed(total.difference)} (${share(total)}). Belum dibaca tujuan: ${figure(unread)}.`;
  const body = rows.map((row) => [
    row.kindName.id,
    row.areaName,
    figure(row.today),
    figure(row.yesterday),
    signed(row.difference),
    share(row),
  ]);
  const { today, yesterday, difference } = total;
  const last = ['Jumlah', '', figure(today), figure(yesterday), signed(difference), share(total)];
  const header = ['Jenis', 'Wilayah', 'Kini', 'Sebelum', 'Selisih', '%'];
  const parts: Part[] = [{ kind: 'text', text: sum }];
  if (body.length > 0) parts.push(table([1.6, 1, 0, 0, 0, 0], 'llrrrr', header, [...body, last]));
  parts.push(
    note(
      `Dihitung menurut waktu terima ${moment(period.from, operation.zone)} s.d. ${moment(period.to, operation.zone)}. Tidak memuat aduan tentang petugas suatu instansi.`,
    ),
  );
  return { title: 'IV. LAPORAN MENURUT JENIS DAN WILAYAH', parts };
}

function incidentsSection({ incidents }: DailyReport): Section {
  const { total, rows, openedCompared } = incidents;
  const sum = `Dibuka ${figure(total.opened)} (periode sebelumnya ${figure(openedCompared.yesterday)}, selisih ${signed(openedCompared.difference)}), selesai ${figure(total.resolved)}, masih terbuka ${figure(total.open)}.`;
  const body = rows.map((row) => [
    row.kindName.id,
    row.areaName,
    figure(row.opened),
    figure(row.resolved),
    figure(row.open),
  ]);
  const header = ['Jenis', 'Wilayah', 'Dibuka', 'Selesai', 'Terbuka'];
  const parts: Part[] = [{ kind: 'text', text: sum }];
  if (body.length > 0) parts.push(table([1.6, 1, 0, 0, 0], 'llrrr', header, body));
  return { title: 'V. KEJADIAN', parts };
}

function deploymentSection({ deployment }: DailyReport): Section {
  const { whole, rows, reserve, army, lent } = deployment;
  const apart = `Di luar hitungan jaga TPS: cadangan ${figure(reserve)}, bantuan TNI ${figure(army)}, bantuan (BKO) selain TNI ${figure(lent)}.`;
  const all = [...whole, ...rows.filter((row) => row.area !== null)];
  const parts: Part[] = [{ kind: 'text', text: apart }];
  if (all.length > 0) parts.push(table([1, 0, 0, 0, 0, 0, 0], 'llrrrrr', NEED_HEADER, all.map(needCells)));
  const undivided = rows.flatMap(undividedText);
  if (undivided.length > 0) parts.push(listed(undivided));
  const [first] = rows;
  const level = LEVEL_WORDS[levelOf(first?.area ?? '') ?? 'district'];
  parts.push(
    note(`${NEED_NOTE} Jumlah baris bisa lebih dari seluruh operasi: pembulatan ke atas per ${level}.`),
  );
  return { title: 'VI. PLOTING PENGAMANAN TPS', parts };
}

const LEVEL_WORDS = {
  province: 'provinsi',
  regency: 'kabupaten/kota',
  district: 'kecamatan',
  village: 'kelurahan',
} as const;

/** An area of which only some villages were given people has no known strength, which is not nobody. */
function undividedText({ areaName, force, available, ...row }: NeedLine): string[] {
  const { distributed = 0, villages = 0, villagesCovered = 0 } = row;
  if (available !== null || villagesCovered === 0) return [];
  const left = villages - villagesCovered;
  const where = `${areaName} (${forceName(force)})`;
  return [
    `${where}: belum dibagi ${figure(left)} dari ${figure(villages)} kelurahan; baru ${figure(distributed)} orang.`,
  ];
}

const NEED_HEADER = ['Wilayah', 'Unsur', 'Butuh', 'Butuh/kel.', 'Ada', 'Kurang', 'Kurang/kel.'];
const NEED_NOTE =
  'Butuh: ideal menurut pola; butuh/kel.: dibulatkan ke atas tiap kelurahan. Angka kurang yang negatif berarti lebih; \u2013 berarti belum dibagi atau belum berpola. Tanda: * perkiraan, \u2020 anggapan, \u2021 contoh; tanpa tanda: dihitung atau dinyatakan.';
const SIGNS: Record<Standing, string> = {
  stated: '',
  computed: '',
  estimated: '*',
  assumed: '\u2020',
  staged: '\u2021',
};

function needCells(row: NeedLine): string[] {
  const cell = (value: number | null, standing: Standing) =>
    value === null ? '\u2013' : `${figure(value)}${SIGNS[standing]}`;
  const { standing, standingGrouped } = row;
  return [
    row.areaName,
    forceName(row.force),
    cell(row.need, standing),
    cell(row.needGrouped, standingGrouped),
    cell(row.available, 'stated'),
    cell(row.gap, standing),
    cell(row.gapGrouped, standingGrouped),
  ];
}

function contradictionsSection({ contradictions }: DailyReport): Section {
  const body = contradictions.map((each) => [
    each.text.id,
    figure(each.stated),
    figure(each.computed),
    signed(each.computed - each.stated),
    each.source,
  ]);
  const header = ['Pertentangan', 'Tertulis', 'Terhitung', 'Selisih', 'Sumber'];
  const parts = body.length === 0 ? [none()] : [table([1.6, 0, 0, 0, 1], 'lrrrl', header, body)];
  return { title: 'VII. ANGKA YANG BERTENTANGAN', parts };
}

function outlookSection({ outlook, text, operation }: DailyReport): Section {
  const activities = outlook.activities.map(
    (each) =>
      `${briefMoment(each.startsAt, operation.zone)} ${operation.zone}: ${each.title}, ${each.areaName}${marked(each.standing)}.`,
  );
  const facts = [...outlook.stages.map(stageText), ...activities];
  const parts: Part[] = [
    note(`Yang sudah terjadwal sampai ${moment(outlook.until, operation.zone)}:`),
    listed(facts),
  ];
  if (text.outlook.trim()) parts.push({ kind: 'text', text: text.outlook.trim() });
  return { title: 'VIII. 24 JAM KE DEPAN', parts };
}

const marked = (standing: Standing) =>
  standing === 'stated' || standing === 'computed' ? '' : ` (${standingName(standing)})`;
const written = (text: string): Part => ({ kind: 'text', text: text.trim() || NONE });
const none = (text: string = NONE): Part => ({ kind: 'text', text });
const note = (text: string): Part => ({ kind: 'note', text });
const listed = (items: readonly string[]): Part => (items.length === 0 ? none() : { kind: 'list', items });

function table(
  widths: readonly number[],
  aligns: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Part {
  return {
    kind: 'table',
    widths,
    aligns: [...aligns].map((each) => (each === 'r' ? 'r' : 'l')),
    header,
    rows,
  };
}
