import { listReports } from '#rooms/field-reports/doors-desk.ts';
import { submitReport } from '#rooms/field-reports/doors-field.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { demoPerson } from './load-people.ts';
import { agencyIdOf, type Loading } from './loading.ts';

const MINUTE_MS = 60_000;

/**
 * Staged reports of the hours before the sample opens, sent by its demo people. They are as old in real time as they
 * are on the operation clock, so that both clocks tell the same story.
 */
export async function loadReports(loading: Loading): Promise<void> {
  const openedAt = Date.now();
  const known = await knownReports(loading);
  const past = loading.operation.sampleReports.filter(
    ({ key, minutes }) => minutes <= 0 && !known.has(loading.id('report', key)),
  );
  for (const report of [...past].sort((a, b) => a.minutes - b.minutes)) {
    const at = new Date(openedAt + report.minutes * MINUTE_MS);
    await loading.use(`report ${report.key}`, submitReport, {
      as: demoPerson(loading, report.by),
      at,
      body: {
        id: loading.id('report', report.key),
        operationId: loading.operationId,
        stationId: null,
        area: report.areaCode,
        kind: report.kind,
        help: 'no',
        text: report.text,
        capturedAt: at.toISOString(),
        place: null,
        photos: 0,
        aboutAgencyId: report.aboutAgency === undefined ? null : agencyIdOf(report.aboutAgency),
      },
    });
  }
}

/** Those of an earlier, interrupted loading: their times lie in the past already. */
async function knownReports(loading: Loading): Promise<ReadonlySet<string>> {
  const { rows } = await loading.use('reports', listReports, {
    params: { operationId: loading.operationId },
    query: { limit: MAX_PAGE },
  });
  return new Set(rows.map(({ id }) => id));
}
