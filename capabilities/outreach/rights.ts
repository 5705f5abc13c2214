/** Who may do what with outreach events, and who sees which. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

export const outreachRead = permission('outreach.read', [...deskRoles, 'auditor'], {
  id: 'Melihat penggalangan dan sosialisasi',
  en: 'See outreach events',
});
/** For one's own agency alone, whatever the role. */
export const outreachWrite = permission('outreach.write', [...leadRoles, 'agency-officer'], {
  id: 'Merencanakan dan mencatat penggalangan dan sosialisasi instansi sendiri',
  en: 'Plan and log outreach events of one’s own agency',
});

export const outreachKind = recordKind({
  name: 'outreach',
  read: outreachRead,
  attributes: ['operation', 'area'],
  visibleTo: byReach(outreachRead, { operation: 'operation', area: 'area' }),
});
