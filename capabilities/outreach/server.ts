/** This room as the server composes it. */
import type { Capability } from '#server/capability.ts';
import {
  outreachCancelled,
  outreachChanged,
  outreachHeld,
  outreachKind,
  outreachPlanned,
  outreachProblems,
  outreachRead,
  outreachWrite,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { commandRoutes } from './routes.ts';
import { readingRoutes } from './routes-reading.ts';

export const outreach: Capability = {
  name: 'outreach',
  holdings,
  permissions: [outreachRead, outreachWrite],
  kinds: [outreachKind],
  events: [outreachPlanned, outreachHeld, outreachChanged, outreachCancelled],
  problems: outreachProblems,
  endpoints: [...readingRoutes, ...commandRoutes],
};
