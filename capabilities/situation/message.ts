/** A daily report as one screen of plain text for a messenger: no tables, the heaviest lines only, never cut in a figure. */
import type { DailyReport } from './contract.ts';
import { figure, hour, share, shortDay, signed, weekdayAndDay } from './indonesian.ts';
import { type Issue, named, numberText } from './printed.ts';
import { usedEarly } from './statement.ts';

/** About one screen of a phone, and below what messengers fold away. */
export const MESSAGE_LIMIT = 1800;

export function messageOf(report: DailyReport, issue: Issue): string {
  const lines = [
    ...headLines(report, issue),
    ...figureLines(report),
    ...outlookLines(report),
    ...textLines(report),
  ];
  return fitting(
    lines,
    `Lengkap: ${issue.number === null ? 'konsep Laphar' : `Laphar ${issue.number}`} (PDF).`,
  );
}

function headLines(report: DailyReport, issue: Issue): string[] {
  const { operation, day, period } = report;
  const version = issue.version !== null && issue.version > 1 ? ` (koreksi, versi ${issue.version})` : '';
  const nth = operation.day === null ? '' : `, hari ke-${operation.day} dari ${operation.days}`;
  return [
    ...(operation.sample ? ['[OPERASI CONTOH, bukan laporan dinas]'] : []),
    ...(issue.version === null ? [`[KONSEP${issue.number === null ? '' : ' KOREKSI'}, belum terbit]`] : []),
    ...(issue.superseded ? ['[TELAH DIKOREKSI, ada versi lebih baru]'] : []),
    `*LAPHAR ${named(operation.codeName).toUpperCase()}*`,
    `${weekdayAndDay(day)}${nth}`,
    `No. ${numberText(issue)}${version}`,
    `Periode s.d. ${hour(period.to, operation.zone)} ${operation.zone}`,
    '',
  ];
}

function strengthLines(report: DailyReport): string[] {
  const { strength } = report;
  if (strength === null) return [];
  const { statedTotal, computedTotal, agrees } = strength;
  const doubts = [
    ...(agrees ? [] : [`rincian ${figure(computedTotal)}, tidak cocok`]),
    ...[usedEarly(report)].flatMap((early) => early ?? []),
  ];
  const all = report.strength?.parts ?? [];
  const army = all.filter(({ force }) => force === 'tni').reduce((sum, { count }) => sum + count, 0);
  const others = all.reduce((sum, { force, duty, count }) => (isReserve(force, duty) ? sum : sum + count), 0);
  // The published sum holds the army where it is what guards and army make together.
  if (army > 0 && others === computedTotal)
    doubts.push(`termasuk TNI ${figure(army)}, di luar hitungan jaga TPS`);
  const note = doubts.length === 0 ? '' : ` (${doubts.join('; ')})`;
  return [`Kekuatan: ${figure(statedTotal ?? computedTotal)}${note}`];
}

const isReserve = (force: string, duty: string) => duty === 'reserve' && force !== 'tni';

function figureLines(report: DailyReport): string[] {
  const { deployment, reports, incidents, contradictions, activities, overdue = [], stages } = report;
  const done = activities.flatMap((group) => group.activities);
  const police = deployment.whole.find(({ force }) => force === 'polri');
  const running = stages.flatMap(({ name, state, day, of }) =>
    state === 'running' ? [`${name.id}${of === null ? '' : ` (hari ${day}/${of})`}`] : [],
  );
  return [
    ...(running.length > 0 ? [`Tahapan: ${running.join('; ')}`] : []),
    ...(report.operation.daysToVoting !== null && report.operation.daysToVoting > 0
      ? [`Pemungutan suara: H-${report.operation.daysToVoting}`]
      : []),
    ...strengthLines(report),
    ...(police ? policeLines(police) : []),
    `Cadangan ${figure(deployment.reserve)}, TNI ${figure(deployment.army)} (di luar hitungan)`,
    '',
    `Kegiatan: ${figure(done.length)}, sudah ada hasil ${figure(done.filter(({ result }) => result !== null).length)}`,
    ...(overdue.length > 0 ? [`Lewat tanpa hasil sejak sebelumnya: ${figure(overdue.length)}`] : []),
    `Laporan: ${figure(reports.total.today)} (${signed(reports.total.difference)}, ${share(reports.total)}), belum dibaca ${figure(reports.unread)}`,
    ...reports.byKind
      .slice(0, 5)
      .map(({ kindName, today, difference }) => `- ${kindName.id}: ${figure(today)} (${signed(difference)})`),
    `Kejadian: buka ${figure(incidents.total.opened)}, selesai ${figure(incidents.total.resolved)}, terbuka ${figure(incidents.total.open)}`,
    `Angka bertentangan: ${contradictions.length}`,
    ...contradictions.slice(0, 3).map(({ text }) => `- ${text.id}`),
  ];
}

function policeLines(police: DailyReport['deployment']['whole'][number]): string[] {
  const { need, needGrouped, available, gap, gapGrouped, standingGrouped } = police;
  if (need === 0)
    return [`Polisi TPS: ada ${available === null ? '–' : figure(available)}, pola belum ditetapkan`];
  const maybe = (value: number | null) => (value === null ? '–' : figure(value));
  const sure = standingGrouped === 'estimated' ? ' (perkiraan)' : '';
  return [
    `Polisi TPS: butuh ${figure(need)}, ada ${maybe(available)}, kurang ${maybe(gap)}`,
    `Per kelurahan: butuh ${figure(needGrouped)}, kurang ${maybe(gapGrouped)}${sure}`,
  ];
}

function outlookLines({ outlook, operation }: DailyReport): string[] {
  const facts = [
    ...outlook.stages.map(({ name }) => name.id),
    ...outlook.activities
      .slice(0, 5)
      .map(({ title, startsAt }) => `${hour(startsAt, operation.zone)} ${title}`),
  ];
  return [
    '',
    `24 jam ke depan (s.d. ${shortDay(outlook.until.slice(0, 10))}):`,
    ...(facts.length > 0 ? facts.map((fact) => `- ${fact}`) : ['- nihil']),
  ];
}

function textLines({ text }: DailyReport): string[] {
  const said = (title: string, body: string) => (body.trim() ? ['', `${title}: ${body.trim()}`] : []);
  return [...said('Kebutuhan', text.needs), ...said('Atensi', text.attention)];
}

/** As many whole lines as fit before the last one. */
function fitting(lines: readonly string[], last: string): string {
  const kept: string[] = [];
  let length = last.length + 2;
  for (const line of lines) {
    length += line.length + 1;
    if (length > MESSAGE_LIMIT) break;
    kept.push(line);
  }
  return [...kept, '', last].join('\n');
}
