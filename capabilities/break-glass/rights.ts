/** Who takes a wider reach in an emergency, who sees that somebody did, and who judges it afterwards. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { type Actor, permission, reachesOf } from '#shared/permission.ts';
import { can, cannot, canReach, type Rule, recordKind } from '#shared/visibility.ts';

export const takeReach = permission('break-glass.take', deskRoles, {
  id: 'Membuka akses darurat: izin sendiri, di seluruh wilayah operasi, 60 menit',
  en: 'Take emergency access: one’s own permissions over the whole area of the operation, for 60 minutes',
});
export const seeOpenings = permission('break-glass.read', [...deskRoles, 'auditor'], {
  id: 'Melihat akses darurat yang dibuka di operasinya',
  en: 'See which emergency accesses were taken in one’s operation',
});
export const reviewOpenings = permission('break-glass.review', [...leadRoles, 'auditor'], {
  id: 'Menilai akses darurat orang lain: pimpinan seinstansi, atau auditor',
  en: 'Review the emergency access of somebody else: who leads in the same agency, or an auditor',
});

const ATTRIBUTES = ['operation', 'agency', 'opener'];

/** Everybody at a desk of the operation sees it, wherever their own area lies: it is meant to be loud. */
export const openingKind = recordKind({
  name: 'break-glass',
  read: seeOpenings,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => [
    ...canReach(reachesOf(actor, seeOpenings), { operation: 'operation' }),
    ...(actor.userId === '' ? [] : [can({ opener: { $eq: actor.userId } })]),
  ],
});

/** Those that the actor may judge: never their own, and of other agencies only as an auditor. */
export const reviewableKind = recordKind({
  name: 'break-glass-reviewable',
  read: reviewOpenings,
  attributes: ATTRIBUTES,
  visibleTo: (actor) => [...mayReview(actor), cannot({ opener: { $eq: actor.userId } })],
});

function mayReview(actor: Actor): readonly Rule[] {
  return reachesOf(actor, reviewOpenings).flatMap((reach) => {
    if (reach.role === 'auditor') return canReach([reach], { operation: 'operation' });
    const agency = reach.agencyId ?? actor.agencyId;
    return agency === null ? [] : canReach([reach], { operation: 'operation' }, { agency: { $eq: agency } });
  });
}
