/** Who may do what with tasks, and who sees which: the only place where that is said. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { isDesk } from '#rooms/field-reports/contract.ts';
import { type Actor, permission, reachesOf } from '#shared/permission.ts';
import { can, canReach, holding, type Rule, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it makes tasks of agreements and checklists, and moves days with their stages. */
const SYSTEM = 'system';

export const taskRead = permission('task.read', [...deskRoles, 'auditor', SYSTEM], {
  id: 'Melihat tugas',
  en: 'See tasks',
});
/** For one's own agency alone, whatever the role: nobody orders, closes or reprioritises what another agency undertook. */
export const taskWork = permission('task.work', [...leadRoles, 'agency-officer', SYSTEM], {
  id: 'Meminta, menerima, dan mengerjakan tugas atas nama instansi sendiri',
  en: 'Ask for, accept and work on tasks for one’s own agency',
});

/** `readers`: the two agencies, and those that were named besides. */
const ATTRIBUTES = ['operation', 'area', 'sharing', 'readers'];

/** The two agencies see their task wherever it is; others within their reach, as far as it is shared. */
export const taskKind = recordKind({
  name: 'task',
  read: taskRead,
  attributes: ATTRIBUTES,
  visibleTo(actor) {
    if (actor.kind === 'nobody') return [];
    if (actor.kind === 'system') return [can()];
    const reaches = reachesOf(actor, taskRead);
    return [
      ...canReach(reaches, { operation: 'operation', area: 'area' }, { sharing: { $eq: 'all' } }),
      ...ofOwnAgency(actor),
    ];
  },
});

function ofOwnAgency(actor: Actor): readonly Rule[] {
  const { agencyId } = actor;
  if (agencyId === null) return [];
  const desks = { ...actor, grants: actor.grants.filter(({ role }) => isDesk(role)) };
  return canReach(reachesOf(desks, taskRead), { operation: 'operation' }, { readers: holding(agencyId) });
}
