import { type AgencyRow, listAgencies } from '#rooms/agencies/contract.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';

/** Every agency that is there, by its short name; none while they are being asked for. */
export function useAgencies(): readonly AgencyRow[] {
  const agencies = useAsk(listAgencies, { query: { limit: MAX_PAGE, sort: 'short' } });
  return agencies.state === 'ready' ? agencies.data.rows : [];
}
