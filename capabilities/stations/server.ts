import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { classing } from './classing.ts';
import {
  schemeChosen,
  schemeDefined,
  stationCorrected,
  stationRegistered,
  stationRetired,
  stationsClassified,
} from './commands.ts';
import {
  managedRows,
  schemeKind,
  stationContact,
  stationKeep,
  stationKind,
  stationManage,
  stationRead,
} from './contract.ts';
import { generation } from './generating.ts';
import { holdings } from './holdings.ts';
import { importApplied, importChecked, importUndone } from './import-contract.ts';
import { applyStations, checkStations } from './import-jobs.ts';
import { importReading } from './import-reading.ts';
import { importing } from './import-routes.ts';
import { problems } from './problems.ts';
import { answers, reads } from './routes.ts';
import { tiles } from './tiles.ts';
import { writing } from './writing.ts';

export const stations: Capability = {
  name: 'stations',
  holdings,
  fileReferences: [
    sql`select file_sha256 as hash from station_import
    where state = 'checking' or (state = 'failed' and checked_at > now() - interval '7 days')`,
  ],
  permissions: [stationRead, stationManage, stationKeep, stationContact],
  kinds: [stationKind, schemeKind, managedRows],
  events: [
    stationRegistered,
    stationCorrected,
    stationRetired,
    schemeDefined,
    schemeChosen,
    stationsClassified,
    importChecked,
    importApplied,
    importUndone,
  ],
  problems,
  endpoints: [...reads, ...writing, ...classing, ...generation, ...importing, ...importReading, ...tiles],
  answers,
  jobs: [checkStations, applyStations],
};
