import type { Capability } from '#server/capability.ts';
import { activityChanged, activityClosed, activityPlanned, resultCorrected } from './activities.ts';
import { activityRoutes } from './activity-routes.ts';
import { answers } from './answers.ts';
import { calendarLinkMade, calendarLinkRevoked } from './calendar-links.ts';
import { calendarRoutes } from './calendar-routes.ts';
import {
  activityKind,
  activityPlan,
  activityRead,
  alarmAcknowledge,
  calendarKind,
  calendarLinkKind,
  calendarRead,
  calendarSubscribe,
  clockSet,
  operationClock,
  operationDisown,
  operationKind,
  operationOpen,
  operationRead,
  operationRevise,
} from './contract.ts';
import { electionRoutes } from './election-routes.ts';
import { electionStated, electionWithdrawn, ownerAdded, ownerWithdrawn, phaseStated } from './elections.ts';
import { figureRoutes } from './figure-routes.ts';
import { figureAdded } from './figures.ts';
import { eventAdded, pointAdded, taskForceAdded } from './frame.ts';
import { frameRoutes } from './frame-routes.ts';
import { holdings } from './holdings.ts';
import { calendarImported, operationOpened } from './opening.ts';
import { openingRoutes } from './opening-routes.ts';
import {
  operationAdmitted,
  operatorDecide,
  operatorDecided,
  operatorKind,
  operatorProblems,
  operatorRead,
  operatorState,
  operatorStated,
} from './operator.ts';
import { operatorRoutes } from './operator-routes.ts';
import { problems } from './problems.ts';
import { reactions } from './reactions.ts';
import { revisionRoutes } from './revision-routes.ts';
import { periodRevised, strengthRevised } from './revisions.ts';
import { readingRoutes } from './routes.ts';
import { stageRevised } from './stage-revised.ts';
import { alarmSeen } from './warnings.ts';

export const operations: Capability = {
  name: 'operations',
  holdings,
  permissions: [
    operationRead,
    calendarRead,
    operationOpen,
    operationRevise,
    operationClock,
    operationDisown,
    alarmAcknowledge,
    activityRead,
    activityPlan,
    calendarSubscribe,
    operatorRead,
    operatorState,
    operatorDecide,
  ],
  kinds: [operatorKind, operationKind, activityKind, calendarKind, calendarLinkKind],
  events: [
    calendarImported,
    operationOpened,
    clockSet,
    periodRevised,
    strengthRevised,
    stageRevised,
    eventAdded,
    taskForceAdded,
    pointAdded,
    figureAdded,
    electionStated,
    electionWithdrawn,
    phaseStated,
    ownerAdded,
    ownerWithdrawn,
    alarmSeen,
    activityPlanned,
    activityChanged,
    activityClosed,
    resultCorrected,
    calendarLinkMade,
    calendarLinkRevoked,
    operatorStated,
    operatorDecided,
    operationAdmitted,
  ],
  problems: { ...problems, ...operatorProblems },
  endpoints: [
    ...readingRoutes,
    ...openingRoutes,
    ...revisionRoutes,
    ...frameRoutes,
    ...electionRoutes,
    ...figureRoutes,
    ...activityRoutes,
    ...calendarRoutes,
    ...operatorRoutes,
  ],
  answers,
  reactions,
};
