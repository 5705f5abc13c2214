/** This room as the server composes it. */

import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { answers } from './answers.ts';
import {
  taskAccepted,
  taskChangeAnswered,
  taskChangeProposed,
  taskConfirmed,
  taskCounterAnswered,
  taskCountered,
  taskDayMoved,
  taskDone,
  taskDropped,
  taskEvidenceAdded,
  taskEvidenceWithdrawn,
  taskHandOverAnswered,
  taskHandOverOffered,
  taskKind,
  taskNeedsSet,
  taskOffered,
  taskPersonNamed,
  taskPlenarySpoke,
  taskProblems,
  taskRead,
  taskRefused,
  taskReturned,
  taskStarted,
  taskWork,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { reactions } from './reactions.ts';
import { commandRoutes } from './routes.ts';
import { fileRoutes } from './routes-files.ts';
import { readingRoutes } from './routes-reading.ts';

export const tasks: Capability = {
  name: 'tasks',
  holdings,
  permissions: [taskRead, taskWork],
  kinds: [taskKind],
  events: [
    taskOffered,
    taskAccepted,
    taskCountered,
    taskCounterAnswered,
    taskRefused,
    taskPlenarySpoke,
    taskPersonNamed,
    taskStarted,
    taskEvidenceAdded,
    taskEvidenceWithdrawn,
    taskDone,
    taskConfirmed,
    taskReturned,
    taskHandOverOffered,
    taskHandOverAnswered,
    taskChangeProposed,
    taskChangeAnswered,
    taskDayMoved,
    taskNeedsSet,
    taskDropped,
  ],
  problems: taskProblems,
  endpoints: [...readingRoutes, ...commandRoutes, ...fileRoutes],
  fileReferences: [sql`select file_sha256 as hash from task_evidence`],
  answers,
  reactions,
};
