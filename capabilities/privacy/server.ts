import type { Capability } from '#server/capability.ts';
import {
  erasureDiscarded,
  erasureDone,
  erasurePrepared,
  holdLifted,
  holdPlaced,
  privacyProblems,
  textSought,
} from './contract.ts';
import { erasing } from './erasing.ts';
import { holdings } from './holdings.ts';
import { erasureConfirm, erasureKind, erasurePrepare, erasureRead, holdKind, holdPlace } from './rights.ts';
import { type Held, privacyRoutes } from './routes.ts';

/** @param held what all rooms hold @param afterErasing runs after the commit of an erasure */
export function privacyRoom(held: Held, afterErasing: () => void): Capability {
  return {
    name: 'privacy',
    permissions: [erasureRead, erasurePrepare, erasureConfirm, holdPlace],
    kinds: [erasureKind, holdKind],
    events: [textSought, erasurePrepared, erasureDone, erasureDiscarded, holdPlaced, holdLifted],
    problems: privacyProblems,
    endpoints: privacyRoutes(held),
    twoPersons: [erasing(held, afterErasing)],
    holdings,
  };
}
