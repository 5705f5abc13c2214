import { loadFigures } from './load-figures.ts';
import { loadGrants } from './load-grants.ts';
import { loadAgencies, loadAreas, loadJurisdictions, loadReportKinds } from './load-ground.ts';
import { loadActivities, loadFrame, loadStrength, openTheOperation, startClock } from './load-operation.ts';
import { loadOutreach } from './load-outreach.ts';
import { loadAccounts } from './load-people.ts';
import { loadReports } from './load-reports.ts';
import { loadPatterns, loadScheme, loadStations } from './load-stations.ts';
import { loadTasks } from './load-tasks.ts';
import { beginLoading, type Hands, type Loading } from './loading.ts';

/** In the order in which each step builds on the ones before it. */
const steps: readonly ((loading: Loading) => Promise<void>)[] = [
  loadAreas,
  loadAgencies,
  loadJurisdictions,
  loadReportKinds,
  openTheOperation,
  startClock,
  loadStrength,
  loadFrame,
  loadFigures,
  loadActivities,
  loadScheme,
  loadStations,
  loadPatterns,
  loadAccounts,
  loadReports,
  loadGrants,
  loadTasks,
  loadOutreach,
];

/** Brings one sample operation in through the doors of the rooms. Doing it twice changes nothing. */
export async function loadSample(key: string, hands: Hands): Promise<void> {
  const loading = beginLoading(key, hands);
  for (const step of steps) await step(loading);
}
