/** Who may do what with field reports, and who sees which: the only place where that is said. */
import { contentRoles, deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { type Actor, type Permission, permission, reachesOf } from '#shared/permission.ts';
import {
  absent,
  all,
  any,
  byReach,
  differs,
  eq,
  everything,
  nothing,
  type Predicate,
  recordKind,
} from '#shared/visibility.ts';

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
  visibleTo: reportVisibleTo,
});

/** The same reports where only their number is told. */
export const fieldReportTotals = recordKind({
  name: 'field-report-totals',
  read: fieldReportRead,
  attributes: ATTRIBUTES,
  visibleTo: (actor) =>
    any(
      reportVisibleTo(actor),
      withinReachOf(actor, fieldReportRead, (role) => role === 'auditor'),
    ),
});

/** Reports that the actor may acknowledge and answer: as officer of the addressee, or leading the operation. */
export const answerableReports = recordKind({
  name: 'field-report-answerable',
  read: fieldReportAnswer,
  attributes: ATTRIBUTES,
  visibleTo: (actor) =>
    any(
      withinReachOf(actor, fieldReportAnswer, isLead),
      actor.agencyId === null
        ? nothing
        : all(
            eq('addressee', actor.agencyId),
            withinReachOf(actor, fieldReportAnswer, (role) => !isLead(role)),
          ),
    ),
});

export function reportVisibleTo(actor: Actor): Predicate {
  if (actor.kind === 'nobody') return nothing;
  if (actor.kind === 'system') return everything;
  return any(eq('reporter', actor.userId), deskVisibleTo(actor, fieldReportRead));
}

/** What desks see of reports, and of the incidents that come from them: their reach, never their own people. */
export function deskVisibleTo(actor: Actor, read: Permission): Predicate {
  return withinReachOf(actor, read, (role) => deskRoles.some((desk) => desk === role));
}

/** What lies in the reach of the actor's roles of one sort, without what concerns the people of their own agency. */
export function withinReachOf(
  actor: Actor,
  wanted: Permission,
  isMeant: (role: string) => boolean,
): Predicate {
  const grants = actor.grants.filter((grant) => isMeant(grant.role));
  const some = { ...actor, grants };
  if (reachesOf(some, wanted).length === 0) return nothing;
  const notAboutUs =
    actor.agencyId === null ? absent('about') : any(absent('about'), differs('about', actor.agencyId));
  return all(byReach(wanted, { operation: 'operation', area: 'area' })(some), notAboutUs);
}

export function isLead(role: string): boolean {
  return leadRoles.some((lead) => lead === role);
}
