/** Decisions about incidents: who may move them from which state, and what they inherit from reports. */
import { isEmergency, type ReportBrief } from '#rooms/field-reports/contract.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { IncidentLevel, IncidentState } from './contract.ts';

/** What can be done to an incident, from which states, and what it becomes. */
export const moves = {
  take: { from: ['open', 'held'], to: 'held' },
  release: { from: ['held'], to: 'open' },
  'set-level': { from: ['open', 'held'], to: null },
  resolve: { from: ['held'], to: 'resolved' },
} as const satisfies Record<
  string,
  { readonly from: readonly IncidentState[]; readonly to: IncidentState | null }
>;
export type Move = keyof typeof moves;

export type Standing = {
  readonly state: IncidentState;
  readonly holder: {
    readonly userId: string;
    readonly agencyId: string | null;
    readonly name: string;
  } | null;
  readonly addressee: { readonly id: string; readonly name: string } | null;
};
export type Mover = {
  readonly userId: string;
  readonly agencyId: string | null;
  /** Officer of the addressee, or leading the operation. */
  readonly mayHold: boolean;
};

/** The state after a move; `same` when there is nothing to do; or why it is refused. */
export function decideMove(
  move: Move,
  incident: Standing,
  mover: Mover,
  reason: string | null,
): IncidentState | 'same' | Refusal {
  if (incident.state === 'resolved') return refuse('incident.resolved-already');
  if (move === 'take') return decideTake(incident, mover, reason);
  if (incident.holder?.userId !== mover.userId) return refuse('incident.not-holder');
  return moves[move].to ?? incident.state;
}

/** Nobody's incident is taken by whoever may hold it; somebody's, by their own agency or the addressee, with a reason. */
function decideTake(
  incident: Standing,
  mover: Mover,
  reason: string | null,
): IncidentState | 'same' | Refusal {
  const { holder, addressee } = incident;
  if (holder?.userId === mover.userId) return 'same';
  const notOurs = refuse('incident.not-addressee', { addressee: addressee?.name ?? holder?.name ?? 'posko' });
  if (holder === null) return mover.mayHold ? moves.take.to : notOurs;
  const isWithinAgency = holder.agencyId !== null && holder.agencyId === mover.agencyId;
  const isAddressee = addressee !== null && addressee.id === mover.agencyId;
  if (!mover.mayHold || !(isWithinAgency || isAddressee)) return notOurs;
  return reason === null ? refuse('incident.held', { holder: holder.name }) : moves.take.to;
}

export type Inherited = {
  readonly kind: string;
  readonly area: string;
  readonly aboutAgencyId: string | null;
  readonly addresseeId: string | null;
};

/** What an incident takes over from its reports and from whoever opens it. */
export function inherit(
  wanted: { kind: string | null; area: string | null; aboutAgencyId: string | null },
  reports: readonly ReportBrief[],
): Inherited | Refusal {
  const [first] = reports;
  const about = new Set([...reports.map((report) => report.aboutAgencyId), wanted.aboutAgencyId]);
  about.delete(null);
  if (about.size > 1) return refuse('incident.reports-differ');
  const [aboutAgencyId = null] = about;
  const kind = wanted.kind ?? first?.kind ?? null;
  const area = wanted.area ?? first?.area ?? null;
  if (kind === null) return refuse('incident.no-kind');
  if (area === null) return refuse('incident.no-area');
  return { kind, area, aboutAgencyId, addresseeId: addresseeOf(reports, aboutAgencyId) };
}

/** The first addressee among the reports that hide the same agency as the incident does. */
function addresseeOf(reports: readonly ReportBrief[], about: string | null): string | null {
  const alike = reports.find((report) => report.aboutAgencyId === about && report.addresseeId !== null);
  return alike?.addresseeId ?? null;
}

/** Only what cannot wait becomes an incident without anybody asking for it; null for everything else. */
export function levelByItself(report: Pick<ReportBrief, 'kind' | 'help' | 'text'>): IncidentLevel | null {
  if (isEmergency(report)) return 'red';
  return report.help === 'now' ? 'yellow' : null;
}

const TITLE_LIMIT = 160;

/** One line out of a report: its first sentence, or the name of its kind. */
export function titleFrom(
  report: Pick<ReportBrief, 'text' | 'kindName' | 'stationName' | 'areaName'>,
): string {
  const sentence = /^[^\n.!?]*/.exec(report.text.trim())?.[0].trim() ?? '';
  const what = sentence === '' ? report.kindName.id : sentence;
  const where = report.stationName ?? report.areaName;
  const title = `${what} · ${where}`.replace(/\s+/g, ' ');
  return title.length <= TITLE_LIMIT ? title : `${what.slice(0, TITLE_LIMIT - where.length - 5)}… · ${where}`;
}
