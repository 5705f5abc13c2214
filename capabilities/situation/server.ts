import type { Capability } from '#server/capability.ts';
import {
  dailyReportDraftKind,
  dailyReportIssue,
  dailyReportKind,
  dailyReportRead,
  draftSaved,
  formSet,
  problems,
  reportCorrected,
  reportIssued,
  situationRead,
  totalsRead,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { reactions } from './reactions.ts';
import { situationRoutes } from './routes.ts';
import { reportRoutes } from './routes-issue.ts';

export const situation: Capability = {
  name: 'situation',
  holdings,
  permissions: [situationRead, totalsRead, dailyReportRead, dailyReportIssue],
  kinds: [dailyReportKind, dailyReportDraftKind],
  events: [draftSaved, formSet, reportIssued, reportCorrected],
  problems,
  endpoints: [...situationRoutes, ...reportRoutes],
  reactions,
};
