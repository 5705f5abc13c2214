import type { listReports } from '#rooms/field-reports/contract.ts';
import type { listIncidents } from '#rooms/incidents/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';

type Report = ReplyOf<typeof listReports>['rows'][number];
type Incident = ReplyOf<typeof listIncidents>['rows'][number];

export type FeedItem = {
  readonly key: string;
  readonly kind: 'report' | 'incident';
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly text: string;
  /** By the operation's clock. */
  readonly at: string;
  readonly isUrgent: boolean;
  /** Nobody has read or taken it. */
  readonly isNew: boolean;
  /** Whoever sits here may read or take it now. */
  readonly mayTake: boolean;
};

/** What came in, newest first, reports and incidents in one line. */
export function feedOf(reports: readonly Report[], incidents: readonly Incident[]): readonly FeedItem[] {
  return [...reports.map(ofReport), ...incidents.map(ofIncident)].toSorted((one, other) =>
    one.at < other.at ? 1 : one.at > other.at ? -1 : 0,
  );
}

function ofReport(report: Report): FeedItem {
  const isNew = report.state === 'received';
  return {
    key: `report-${report.id}`,
    kind: 'report',
    id: report.id,
    title: report.kindName,
    place: [report.stationName, report.areaName].filter(Boolean).join(', '),
    text: report.text,
    at: report.operationAt,
    isUrgent: report.help === 'now',
    isNew,
    mayTake: isNew && report.mayAnswer === 'yes',
  };
}

function ofIncident(incident: Incident): FeedItem {
  const isNew = incident.holder === null && incident.resolvedAt === null;
  return {
    key: `incident-${incident.id}`,
    kind: 'incident',
    id: incident.id,
    title: incident.title,
    place: incident.areaName,
    text: incident.code,
    at: incident.openedOperationAt,
    isUrgent: isNew,
    isNew,
    mayTake: isNew && incident.mayHold === 'yes',
  };
}
