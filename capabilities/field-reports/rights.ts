/** Who may do what with field reports, and who sees which: the only place where that is said. */
import { contentRoles, deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { type Actor, type Permission, permission, reachesOf } from '#shared/permission.ts';
import { type Conditions, can, cannot, canReach, type Rule, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it opens incidents from reports and fills sample operations. */
const SYSTEM = 'system';

export const fieldReportRead = permission('field-report.read', [...contentRoles, SYSTEM], {
  id: 'Membaca laporan lapangan',
  en: 'Read field reports',
});
/** What reports say, for whoever does more than count them. */
export const fieldReportContent = permission('field-report.content', [...deskRoles, 'field-officer'], {
  id: 'Membuka isi laporan lapangan',
  en: 'Open the content of field reports',
});
export const fieldReportSubmit = permission(
  'field-report.submit',
  ['field-officer', 'late-sender', ...deskRoles],
  {
    id: 'Mengirim laporan lapangan',
    en: 'Send field reports',
  },
);
export const fieldReportAnswer = permission('field-report.answer', [...leadRoles, 'agency-officer'], {
  id: 'Membaca, menjawab, dan menindaklanjuti laporan',
  en: 'Acknowledge and answer reports',
});
export const reportKindsEdit = permission('field-report.kinds', [SYSTEM, ...leadRoles], {
  id: 'Mengatur jenis laporan',
  en: 'Set the kinds of report',
});

const ATTRIBUTES = ['operation', 'area', 'addressee', 'about', 'reporter'];

/**
 * Desks see what lies in their reach, except a report about their own people: it bypasses that agency altogether.
 * Whoever only reports sees what they sent themselves. The auditor sees totals, not reports.
 */
export const fieldReportKind = recordKind({
  name: 'field-report',
  read: fieldReportRead,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => reportRules(actor, isDesk),
});

/** The same reports where only their number is told. */
export const fieldReportTotals = recordKind({
  name: 'field-report-totals',
  read: fieldReportRead,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => reportRules(actor, countsOrReads),
});

/** Reports that the actor may acknowledge and answer: as officer of the addressee, or leading the operation. */
export const answerableReports = recordKind({
  name: 'field-report-answerable',
  read: fieldReportAnswer,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => [...leadOrAddressee(actor, fieldReportAnswer), ...notOwnPeople(actor)],
});

/** The sender's own rule stands last: who reports on their own agency keeps seeing what they sent. */
function reportRules(actor: Actor, isMeant: (role: string) => boolean): readonly Rule[] {
  if (actor.kind === 'nobody') return [];
  if (actor.kind === 'system') return [can()];
  return [
    ...withinReachOf(actor, fieldReportRead, isMeant),
    ...notOwnPeople(actor),
    can({ reporter: { $eq: actor.userId } }),
  ];
}

/** What lies in the reach of the actor's roles of one sort. Whoever has no agency sees what is about nobody. */
export function withinReachOf(
  actor: Actor,
  wanted: Permission,
  isMeant: (role: string) => boolean,
): readonly Rule[] {
  const about: Conditions = actor.agencyId === null ? { about: { $eq: null } } : {};
  return reachOf({ ...actor, grants: actor.grants.filter(({ role }) => isMeant(role)) }, wanted, about);
}

/** Those who lead work on what lies in their reach, others on what is addressed to their agency. */
export function leadOrAddressee(actor: Actor, wanted: Permission): readonly Rule[] {
  const leading = withinReachOf(actor, wanted, isLead);
  if (actor.agencyId === null) return leading;
  const others = { ...actor, grants: actor.grants.filter(({ role }) => !isLead(role)) };
  return [...leading, ...reachOf(others, wanted, { addressee: { $eq: actor.agencyId } })];
}

function reachOf(actor: Actor, wanted: Permission, also: Conditions): readonly Rule[] {
  return canReach(reachesOf(actor, wanted), { operation: 'operation', area: 'area' }, also);
}

/** Closes what concerns the people of the actor's own agency, out of all that the rules before it opened. */
export function notOwnPeople({ agencyId }: Actor): readonly Rule[] {
  return agencyId === null ? [] : [cannot({ about: { $eq: agencyId } })];
}

export function isDesk(role: string): boolean {
  return deskRoles.some((desk) => desk === role);
}

/** Desks read, and the auditor counts. */
export function countsOrReads(role: string): boolean {
  return isDesk(role) || role === 'auditor';
}

export function isLead(role: string): boolean {
  return leadRoles.some((lead) => lead === role);
}
