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
import { privacyRoutes } from './routes.ts';
import type { Held } from './seeking.ts';
import { keepingTerms } from './terms.ts';
import { termAnnounced, termsCounted } from './terms-contract.ts';
import { type Events, termRoutes } from './terms-routes.ts';

/** @param held what all rooms hold @param afterErasing runs after the commit of an erasure */
export function privacyRoom(held: Held, afterErasing: () => void, events: Events): Capability {
  const { jobs, schedules, count } = keepingTerms(held, afterErasing);
  return {
    name: 'privacy',
    permissions: [erasureRead, erasurePrepare, erasureConfirm, holdPlace],
    kinds: [erasureKind, holdKind],
    events: [
      textSought,
      erasurePrepared,
      erasureDone,
      erasureDiscarded,
      holdPlaced,
      holdLifted,
      termAnnounced,
      termsCounted,
    ],
    problems: privacyProblems,
    endpoints: [...privacyRoutes(held), ...termRoutes(held, count, events)],
    jobs,
    schedules,
    twoPersons: [erasing(held, afterErasing)],
    holdings,
  };
}
