/** This room as the server composes it. */
import type { Capability } from '#server/capability.ts';
import {
  grantAbsorbed,
  grantCorrected,
  grantEntered,
  grantEntryWithdrawn,
  grantKind,
  grantProblems,
  grantRead,
  grantReturned,
  grantTransferred,
  grantWrite,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { commandRoutes } from './routes.ts';
import { type GrantLaw, readingRoutes } from './routes-reading.ts';

export type { GrantLaw } from './routes-reading.ts';

/** @param law rules, tables of holidays and published figures, as reference data has them */
export function grantsRoom(law: () => GrantLaw): Capability {
  return {
    name: 'grants',
    holdings,
    permissions: [grantRead, grantWrite],
    kinds: [grantKind],
    events: [
      grantEntered,
      grantCorrected,
      grantTransferred,
      grantAbsorbed,
      grantReturned,
      grantEntryWithdrawn,
    ],
    problems: grantProblems,
    endpoints: [...readingRoutes(law), ...commandRoutes(law)],
  };
}
