import { useParam } from '#web/shell/index.ts';
import { IncidentsPage } from './incidents-page.tsx';

/** The list with one incident open: where links lead. */
export function IncidentPage() {
  const incidentId = useParam('incidentId');
  return <IncidentsPage key={incidentId} opened={incidentId} />;
}
