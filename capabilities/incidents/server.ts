/** This room as the server composes it. */

import type { Capability } from '#server/capability.ts';
import { answers } from './answers.ts';
import {
  holdableIncidents,
  incidentContent,
  incidentKind,
  incidentLevelSet,
  incidentNoted,
  incidentOpened,
  incidentProblems,
  incidentRead,
  incidentReleased,
  incidentResolved,
  incidentTaken,
  incidentTold,
  incidentTotals,
  incidentWork,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { reactions } from './reactions.ts';
import { commandRoutes } from './routes.ts';
import { readingRoutes } from './routes-reading.ts';

export const incidents: Capability = {
  name: 'incidents',
  holdings,
  permissions: [incidentRead, incidentContent, incidentWork],
  kinds: [incidentKind, incidentTotals, holdableIncidents],
  events: [
    incidentOpened,
    incidentTaken,
    incidentReleased,
    incidentNoted,
    incidentTold,
    incidentLevelSet,
    incidentResolved,
  ],
  problems: incidentProblems,
  endpoints: [...readingRoutes, ...commandRoutes],
  answers,
  reactions,
};
