import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { answer } from '#server/endpoint/questions.ts';
import { areaColumnNames } from '#shared/table.ts';
import { areaKind, manageAreas, readAreas } from './contract.ts';
import { holdings } from './holdings.ts';
import { importApplied, importChecked, importProblems, importUndone } from './import-contract.ts';
import { applyAreas, checkAreas } from './import-jobs.ts';
import { importEndpoints } from './import-routes.ts';
import { answers, endpoints } from './routes.ts';
import { findNames } from './store.ts';
import { codeListAdded, zoneSet } from './upkeep-contract.ts';

export const areas: Capability = {
  name: 'areas',
  holdings,
  fileReferences: [
    sql`select file_sha256 as hash from area_import
    where state = 'checking' or (state = 'failed' and checked_at > now() - interval '7 days')`,
  ],
  permissions: [readAreas, manageAreas],
  kinds: [areaKind],
  events: [importChecked, importApplied, importUndone, zoneSet, codeListAdded],
  problems: importProblems,
  endpoints: [...endpoints, ...importEndpoints],
  jobs: [checkAreas, applyAreas],
  answers: [...answers, answer(areaColumnNames, ({ tx }, { codes }) => findNames(tx, codes))],
};
