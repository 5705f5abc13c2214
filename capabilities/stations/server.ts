import type { Capability } from '#server/capability.ts';
import {
  schemeChosen,
  schemeDefined,
  stationCorrected,
  stationRegistered,
  stationRetired,
  stationsClassified,
} from './commands.ts';
import { schemeKind, stationContact, stationKind, stationManage, stationRead } from './contract.ts';
import { importApplied, importChecked, importUndone } from './import-contract.ts';
import { problems } from './problems.ts';

export const stations: Capability = {
  name: 'stations',
  permissions: [stationRead, stationManage, stationContact],
  kinds: [stationKind, schemeKind],
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
  endpoints: [],
};
