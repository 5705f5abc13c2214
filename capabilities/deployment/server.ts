import type { Capability } from '#server/capability.ts';
import { deploymentKind, deploymentPlan, deploymentPlanKind, deploymentRead } from './contract.ts';
import { holdings } from './holdings.ts';
import { answers, needs } from './need-routes.ts';
import { patternSet, poolSet, poolWithdrawn, problems } from './plan.ts';
import { planning } from './planning.ts';
import { pooling } from './pooling.ts';

export const deployment: Capability = {
  name: 'deployment',
  holdings,
  permissions: [deploymentRead, deploymentPlan],
  kinds: [deploymentKind, deploymentPlanKind],
  events: [patternSet, poolSet, poolWithdrawn],
  problems,
  endpoints: [...planning, ...pooling, ...needs],
  answers,
};
