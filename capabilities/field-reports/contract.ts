/**
 * Quick reports from the field: what happened, where, when, and who has to know.
 * The door of this room. It is written in parts: `report` (shapes), `rights`, `events`, `doors-field`, `doors-desk`.
 */
import type { AreaLevel } from '#shared/area-code.ts';
import { question } from '#shared/question.ts';
import type { Localized } from '#shared/schema.ts';
import type { HelpNeeded } from './report.ts';
import { fieldReportRead } from './rights.ts';

export * from './doors-desk.ts';
export * from './doors-field.ts';
export * from './events.ts';
export * from './problems.ts';
export * from './report.ts';
export * from './rights.ts';

/**
 * Reports by kind and area, received in [from, to) on the clock of the operation. `area` is the ancestor at the level,
 * or the report's own area where that lies higher. Counts what the asker may see; an auditor counts without seeing.
 * `aboutNobody`: without reports about an agency's own people, for papers that every agency reads.
 */
export const reportTally = question<
  { operationId: string; from: Date; to: Date; level: AreaLevel; aboutNobody?: boolean },
  readonly { kind: string; area: string; count: number; unacknowledged: number }[]
>('field-reports.tally', fieldReportRead);

export const reportKindNames = question<
  Record<string, never>,
  readonly { key: string; name: Localized; addresseeKind: string }[]
>('field-reports.kinds', null);

export type ReportBrief = {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly kind: string;
  readonly kindName: Localized;
  readonly help: HelpNeeded;
  /** The earlier report of which it tells more. */
  readonly follows: string | null;
  readonly text: string;
  /** Those that have arrived, in their order. */
  readonly photoIds: readonly string[];
  readonly area: string;
  readonly areaName: string;
  readonly stationName: string | null;
  readonly addresseeId: string | null;
  readonly aboutAgencyId: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly receivedAt: Date;
  /** The same moment by the operation's clock. */
  readonly operationAt: Date;
};
/** Reports by id, in the order asked for, as far as the asker may see them. */
export const reportBriefs = question<{ ids: readonly string[] }, readonly ReportBrief[]>(
  'field-reports.briefs',
  fieldReportRead,
);

/** Ids of the reports whose code holds what was typed, as far as the asker may see them; none for under four signs. */
export const reportsByCode = question<{ operationId: string; typed: string }, readonly string[]>(
  'field-reports.by-code',
  fieldReportRead,
);

/** Which agency has to know of a kind of event in an area; null where nobody is known. Never the one it is about. */
export const addresseeFor = question<
  { operationId: string; kind: string; area: string; aboutAgencyId: string | null },
  string | null
>('field-reports.addressee', null);

/** How many reports came from each of these people, and when the last did, as far as the asker may see them. */
export const reportsFrom = question<
  { reporters: readonly string[] },
  readonly { readonly reporter: string; readonly received: number; readonly lastAt: Date }[]
>('field-reports.from', null);
