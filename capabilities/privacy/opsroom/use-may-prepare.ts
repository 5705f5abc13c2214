import { readSession } from '#rooms/access/contract.ts';
import { useAsk } from '#web/api/index.ts';
import { erasurePrepare } from '../contract.ts';

/**
 * Who prepares looks into every field of every agency, so that the right counts only where it is held everywhere. Until
 * the session is known nothing is offered.
 */
export function useMayPrepare(): { readonly mayPrepare: boolean; readonly isOfOneAgency: boolean } {
  const session = useAsk(readSession, {});
  const grants = session.state === 'ready' ? session.data.grants : [];
  const held = grants.filter(({ role }) => erasurePrepare.roles.includes(role));
  const mayPrepare = held.some(
    ({ agencyId, areas, operationId }) => agencyId === null && operationId === null && areas.includes(''),
  );
  return { mayPrepare, isOfOneAgency: held.length > 0 && !mayPrepare };
}
