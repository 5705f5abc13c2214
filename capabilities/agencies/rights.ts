/** Who may see and change agencies and their contacts. */
import { deskRoles, roles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, recordKind } from '#shared/visibility.ts';
import { title } from './vocabulary.ts';

/** Names of agencies are no secret inside: every role may read them. */
export const readAgencies = permission(
  'agency.read',
  roles,
  title('Melihat instansi, satuan, dan wilayah tugasnya', 'See agencies, units and jurisdictions'),
);
export const manageAgencies = permission(
  'agency.manage',
  ['kaops', 'karendalops', 'administrator'],
  title('Mengubah instansi, satuan, dan wilayah tugas', 'Change agencies, units and jurisdictions'),
);
export const readContacts = permission(
  'agency-contact.read',
  deskRoles,
  title('Melihat kontak piket semua instansi', 'See the contacts on duty of every agency'),
);
/** A card at a post may be lost: it opens the desks that answer for its place, and no others. */
export const callContacts = permission(
  'agency-contact.call',
  [...deskRoles, 'field-officer'],
  title('Melihat kontak piket untuk wilayahnya', 'See the contacts on duty for one’s own area'),
);
export const keepContacts = permission(
  'agency-contact.keep',
  deskRoles.filter((role) => role !== 'liaison'),
  title('Mengubah kontak piket instansinya', 'Change the contacts on duty of one’s own agency'),
);

export const agencyKind = recordKind({
  name: 'agency',
  read: readAgencies,
  attributes: [],
  visibleTo: byReach(readAgencies, {}),
});
/** Phone numbers of offices: for those who work with the content, in every agency. */
export const contactKind = recordKind({
  name: 'agency-contact',
  read: readContacts,
  attributes: [],
  visibleTo: byReach(readContacts, {}),
});
