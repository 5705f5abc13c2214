import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { commandEndpoints } from './command-routes.ts';
import * as contract from './contract.ts';
import { holdings } from './holdings.ts';
import { importApplied, importChecked, importProblems, importUndone } from './import-contract.ts';
import { applyJurisdictionFile, checkJurisdictionFile } from './import-jobs.ts';
import { importEndpoints } from './import-routes.ts';
import { problems } from './problems.ts';
import { answers, endpoints } from './routes.ts';

const { readAgencies, manageAgencies, readContacts, callContacts, keepContacts, agencyKind, contactKind } =
  contract;

export const agencies: Capability = {
  name: 'agencies',
  holdings,
  fileReferences: [
    sql`select file_sha256 as hash from agency_import
    where state = 'checking' or (state = 'failed' and checked_at > now() - interval '7 days')`,
  ],
  permissions: [readAgencies, manageAgencies, readContacts, callContacts, keepContacts],
  kinds: [agencyKind, contactKind],
  events: [
    contract.kindsDefined,
    contract.agencyCreated,
    contract.agencyChanged,
    contract.agencyRetired,
    contract.unitCreated,
    contract.unitChanged,
    contract.unitRetired,
    contract.jurisdictionAssigned,
    contract.jurisdictionWithdrawn,
    contract.contactKept,
    contract.contactRemoved,
    importChecked,
    importApplied,
    importUndone,
  ],
  problems: { ...problems, ...importProblems },
  endpoints: [...endpoints, ...commandEndpoints, ...importEndpoints],
  answers,
  jobs: [checkJurisdictionFile, applyJurisdictionFile],
};
