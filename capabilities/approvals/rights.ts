import { deskRoles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';

/** To come to the door at all. What somebody may propose or decide, each action says for itself. */
export const openApprovals = permission('approval.see', [...deskRoles, 'auditor', 'administrator'], {
  id: 'Membuka halaman persetujuan dua orang; tiap hal menentukan sendiri siapa yang boleh',
  en: 'Open the page of the two-person rule; each matter says for itself who may',
});
