import type { Capability } from '#server/capability.ts';
import { deploymentKind, deploymentPlan, deploymentPlanKind, deploymentRead } from './contract.ts';
import { answers, needs } from './need-routes.ts';
import { patternSet, poolSet, problems } from './plan.ts';
import { planning } from './planning.ts';

export const deployment: Capability = {
  name: 'deployment',
  permissions: [deploymentRead, deploymentPlan],
  kinds: [deploymentKind, deploymentPlanKind],
  events: [patternSet, poolSet],
  problems,
  endpoints: [...planning, ...needs],
  answers,
};
