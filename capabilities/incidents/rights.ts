/** Who may do what with incidents, and who sees which. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import {
  countsOrReads,
  isDesk,
  leadOrAddressee,
  notOwnPeople,
  withinReachOf,
} from '#rooms/field-reports/contract.ts';
import { type Actor, permission } from '#shared/permission.ts';
import { can, type Rule, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it opens an incident when a report asks for help now. */
const SYSTEM = 'system';

export const incidentRead = permission('incident.read', [...deskRoles, 'auditor', SYSTEM], {
  id: 'Melihat kejadian',
  en: 'See incidents',
});
/** What incidents are, for whoever does more than count them. */
export const incidentContent = permission('incident.content', [...deskRoles], {
  id: 'Membuka isi kejadian',
  en: 'Open the content of incidents',
});
export const incidentWork = permission('incident.work', [...leadRoles, 'agency-officer'], {
  id: 'Membuka, memegang, dan menyelesaikan kejadian',
  en: 'Open, hold and resolve incidents',
});

const ATTRIBUTES = ['operation', 'area', 'addressee', 'about'];

/** What a report about an agency's own people hides from that agency, its incident hides as well. */
export const incidentKind = recordKind({
  name: 'incident',
  read: incidentRead,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => incidentRules(actor, isDesk),
});

/** The same incidents where only their number is told. */
export const incidentTotals = recordKind({
  name: 'incident-totals',
  read: incidentRead,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => incidentRules(actor, countsOrReads),
});

/** Incidents that the actor may hold: as officer of the addressee, or leading the operation. */
export const holdableIncidents = recordKind({
  name: 'incident-holdable',
  read: incidentWork,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => [...leadOrAddressee(actor, incidentWork), ...notOwnPeople(actor)],
});

function incidentRules(actor: Actor, isMeant: (role: string) => boolean): readonly Rule[] {
  if (actor.kind === 'nobody') return [];
  if (actor.kind === 'system') return [can()];
  return [...withinReachOf(actor, incidentRead, isMeant), ...notOwnPeople(actor)];
}
