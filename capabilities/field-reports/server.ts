import { sql } from 'kysely';
/** This room as the server composes it. */

import type { Capability } from '#server/capability.ts';
import { answers } from './answers.ts';
import {
  answerableReports,
  fieldReportAnswer,
  fieldReportContent,
  fieldReportKind,
  fieldReportProblems,
  fieldReportRead,
  fieldReportSubmit,
  fieldReportTotals,
  photoAttached,
  reportActed,
  reportAnswered,
  reportKindsEdit,
  reportKindsKind,
  reportKindsSet,
  reportRead,
  reportReceived,
} from './contract.ts';
import { holdings, stores } from './holdings.ts';
import { reactions } from './reactions.ts';
import { deskRoutes } from './routes-desk.ts';
import { fieldRoutes } from './routes-field.ts';
import { photoRoutes } from './routes-photos.ts';

export const fieldReports: Capability = {
  name: 'field-reports',
  holdings,
  fileReferences: [sql`select file as hash from field_report_photo`],
  stores,
  permissions: [fieldReportRead, fieldReportContent, fieldReportSubmit, fieldReportAnswer, reportKindsEdit],
  kinds: [fieldReportKind, fieldReportTotals, answerableReports, reportKindsKind],
  events: [reportReceived, photoAttached, reportRead, reportActed, reportAnswered, reportKindsSet],
  problems: fieldReportProblems,
  endpoints: [...fieldRoutes, ...photoRoutes, ...deskRoutes],
  answers,
  reactions,
};
