/**
 * The permissions that emergency access widens: to see what happens, and to answer it. All others stay where they were
 * given: plans and registers, daily reports in an agency's name, cards, accounts, keys and sealed notes, erasure, what
 * needs two persons, and what an agency decides for itself.
 */
import { callContacts, readAgencies, readContacts } from '#rooms/agencies/contract.ts';
import { readAreas } from '#rooms/areas/contract.ts';
import { deploymentRead } from '#rooms/deployment/contract.ts';
import {
  fieldReportAnswer,
  fieldReportContent,
  fieldReportRead,
  fieldReportSubmit,
} from '#rooms/field-reports/contract.ts';
import { incidentContent, incidentRead, incidentWork } from '#rooms/incidents/contract.ts';
import { activityPlan, activityRead, operationRead } from '#rooms/operations/contract.ts';
import { dailyReportRead, situationRead } from '#rooms/situation/contract.ts';
import { stationContact, stationRead } from '#rooms/stations/contract.ts';

export const widened: readonly string[] = [
  operationRead,
  situationRead,
  dailyReportRead,
  fieldReportRead,
  fieldReportContent,
  fieldReportSubmit,
  fieldReportAnswer,
  incidentRead,
  incidentContent,
  incidentWork,
  activityRead,
  activityPlan,
  stationRead,
  stationContact,
  deploymentRead,
  readAgencies,
  readContacts,
  callContacts,
  readAreas,
].map(({ name }) => name);
