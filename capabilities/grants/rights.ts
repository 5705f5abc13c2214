/** Who may do what with grants, and who sees which: the only place where that is said. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it loads what a sample states. */
const SYSTEM = 'system';

export const grantRead = permission('grant.read', [...deskRoles, 'auditor', SYSTEM], {
  id: 'Melihat hibah pemilihan (NPHD)',
  en: 'See election grants (NPHD)',
});
/** For one's own side of an agreement alone, whatever the role: the government that gives, or the agency that receives. */
export const grantWrite = permission('grant.write', [...leadRoles, 'agency-officer', SYSTEM], {
  id: 'Mencatat hibah (NPHD) pihaknya sendiri: pemberi atau penerima',
  en: 'Write down grants of one’s own side: giver or recipient',
});

/** Public money of a whole province or regency: not cut by the areas of a reader within the operation. */
export const grantKind = recordKind({
  name: 'grant',
  read: grantRead,
  attributes: ['operation'],
  visibleTo: byReach(grantRead, { operation: 'operation' }),
});
