/** Who may seal, who keeps keys, and who sees that something sealed is there. */
import { leadRoles } from '#rooms/access/contract.ts';
import { type Actor, type Permission, permission, type Reach, reachesOf } from '#shared/permission.ts';
import { can, canReach, recordKind } from '#shared/visibility.ts';

const officers = [...leadRoles, 'agency-officer'];

export const sealedRead = permission('sealed-note.read', officers, {
  id: 'Meminta catatan tersegel yang ditujukan ke instansinya (isinya terbuka hanya dengan kunci instansi)',
  en: "Ask for sealed notes addressed to one's agency (only the agency's key opens them)",
});
export const sealedWrite = permission('sealed-note.write', officers, {
  id: 'Menyegel, memperbarui, dan menarik catatan instansinya',
  en: "Seal, amend and withdraw notes of one's agency",
});
export const keepKeys = permission('seal.keep-keys', officers, {
  id: 'Membuat kunci instansinya dan menentukan siapa yang memegangnya',
  en: "Make the key of one's agency and decide who holds it",
});

/**
 * Reaches in the name of the actor's own agency alone: a role without an agency, the server itself and a card hold no
 * key, so to them nothing sealed is there.
 */
export function ownReaches(actor: Actor, wanted: Permission): readonly Reach[] {
  if (actor.kind !== 'person' || actor.agencyId === null) return [];
  return reachesOf(actor, wanted).filter(({ agencyId }) => agencyId === actor.agencyId);
}

/** One note as one addressed agency has it: seen in the operations in which that agency's officers work. */
export const sealedNoteKind = recordKind({
  name: 'sealed-note',
  read: sealedRead,
  attributes: ['operation', 'agency'],
  visibleTo: (actor) => canReach(ownReaches(actor, sealedRead), { operation: 'operation', agency: 'agency' }),
});

/** What happened to keys: agencies' keys (`scope` all) are for every officer to see, officers' own for their agency. */
export const sealKeyKind = recordKind({
  name: 'seal-key',
  read: sealedRead,
  attributes: ['scope', 'agency'],
  visibleTo: (actor) => {
    const [own] = ownReaches(actor, sealedRead);
    return own?.agencyId ? [can({ scope: { $eq: 'all' } }), can({ agency: { $eq: own.agencyId } })] : [];
  },
});
