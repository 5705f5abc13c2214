/** SQL of reports and what became of them. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type { Receipt, ReportDraft, ReportState } from './contract.ts';

/** The columns of `field_report r` behind the attributes of its visibility. */
export const attributeColumns: AttributeColumns = {
  operation: sql.ref('r.operation_id'),
  area: sql.ref('r.area'),
  addressee: sql.ref('r.addressee'),
  about: sql.ref('r.about'),
  reporter: sql.ref('r.reporter'),
};

/** A report as it is filed. */
export type Filed = {
  readonly draft: ReportDraft;
  readonly area: string;
  readonly areaName: string;
  readonly station: { readonly id: string; readonly name: string } | null;
  readonly point: { readonly lon: number; readonly lat: number; readonly from: string } | null;
  readonly addressee: { readonly id: string; readonly short: string } | null;
  readonly about: { readonly id: string; readonly short: string } | null;
  readonly reporter: { readonly id: string; readonly agencyId: string | null };
  readonly skewS: number | null;
  readonly happenedAt: Date;
  readonly receivedAt: Date;
  readonly operationAt: Date;
  readonly contentHash: Buffer;
  /** Written after the shift of the card that sent it: an emergency only. */
  readonly afterShift: boolean;
};

/** False when the id or the code is taken; a twin under way is waited for. */
export async function insertReport(
  tx: Tx,
  code: string,
  filed: Filed,
  follows: string | null,
): Promise<boolean> {
  const { draft, station, point, addressee, about, reporter } = filed;
  const place = draft.place === null ? null : JSON.stringify(draft.place);
  const inserted = await sql`
    insert into field_report
      (id, operation_id, code, area, area_name, station_id, station_name, kind, help, text, reporter,
       reporter_agency, addressee, addressee_name, about, about_name, captured_at, skew_s, happened_at,
       received_at, operation_at, place, lon, lat, point_from, photos_announced, state, content_hash,
       follows, after_shift)
    values
      (${draft.id}, ${draft.operationId}, ${code}, ${filed.area}, ${filed.areaName}, ${station?.id ?? null},
       ${station?.name ?? null}, ${draft.kind}, ${draft.help}, ${draft.text}, ${reporter.id},
       ${reporter.agencyId}, ${addressee?.id ?? null}, ${addressee?.short ?? null}, ${about?.id ?? null},
       ${about?.short ?? null}, ${draft.capturedAt}, ${filed.skewS}, ${filed.happenedAt}, ${filed.receivedAt},
       ${filed.operationAt}, ${place}::jsonb, ${point?.lon ?? null}, ${point?.lat ?? null},
       ${point?.from ?? null}, ${draft.photos}, 'received', ${filed.contentHash}, ${follows},
       ${filed.afterShift})
    on conflict do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

export async function keepReceipt(tx: Tx, receipt: Receipt): Promise<void> {
  await sql`update field_report set receipt = ${JSON.stringify(receipt)}::jsonb where id = ${receipt.id}`.execute(
    tx,
  );
}

export type Earlier = {
  readonly reporter: string;
  readonly operationId: string;
  readonly area: string;
  readonly addressee: string | null;
  readonly about: string | null;
  readonly contentHash: Buffer;
  readonly receipt: Receipt;
};

/** What is known of a report by its id, whoever may see it: for the sender's own doors only. */
export async function findEarlier(tx: Tx, id: string, lock = false): Promise<Earlier | null> {
  const found = await sql<Earlier>`
    select reporter, operation_id as "operationId", area, addressee, about, content_hash as "contentHash", receipt
    from field_report where id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return found.rows[0] ?? null;
}

export type StepRow = {
  readonly reportId: string;
  readonly what: ReportState;
  readonly at: Date;
  readonly operationAt: Date;
  readonly byUser: string | null;
  readonly byAgency: string | null;
  readonly note: string | null;
};

/** Adds a step; false when it was taken before. Answers are added as often as they are given. */
export async function insertStep(tx: Tx, step: StepRow): Promise<boolean> {
  const inserted = await sql`
    insert into field_report_step (report_id, what, at, operation_at, by_user, by_agency, note)
    values (${step.reportId}, ${step.what}, ${step.at}, ${step.operationAt}, ${step.byUser}, ${step.byAgency},
            ${step.note})
    on conflict do nothing returning report_id`.execute(tx);
  return inserted.rows.length === 1;
}

export async function setState(tx: Tx, id: string, state: ReportState): Promise<void> {
  await sql`update field_report set state = ${state} where id = ${id}`.execute(tx);
}

export async function setIncident(tx: Tx, id: string, incidentId: string): Promise<void> {
  await sql`update field_report set incident_id = ${incidentId} where id = ${id}`.execute(tx);
}

/** When the incident of a report ended; the first time counts. */
export async function setResolved(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update field_report set resolved_at = coalesce(resolved_at, ${at}) where id = ${id}`.execute(tx);
}

export async function listSteps(tx: Tx, reportIds: readonly string[]): Promise<readonly StepRow[]> {
  const found = await sql<StepRow>`
    select report_id as "reportId", what, at, operation_at as "operationAt", by_user as "byUser", by_agency as "byAgency", note
    from field_report_step where report_id = any(${[...reportIds]}::uuid[])
    order by at, array_position(array['received', 'read', 'acted', 'answered'], what)`.execute(tx);
  return found.rows;
}

export type Handled = {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly area: string;
  readonly addressee: string | null;
  readonly addresseeName: string | null;
  readonly about: string | null;
  readonly reporter: string;
  readonly state: ReportState;
  readonly mine: boolean;
};

/** Reports to be worked on, locked in one order so that two desks never wait for each other in a circle. */
export async function lockReports(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<SqlBool>,
  answerable: RawBuilder<SqlBool>,
): Promise<readonly Handled[]> {
  const found = await sql<Handled>`
    select r.id, r.operation_id as "operationId", r.code, r.area, r.addressee, r.addressee_name as "addresseeName",
           r.about, r.reporter, r.state, ${answerable} as mine
    from field_report r where r.id = any(${[...ids]}::uuid[]) and ${visible} order by r.id for update`.execute(
    tx,
  );
  return found.rows;
}

export type Mine = {
  readonly id: string;
  readonly code: string;
  readonly state: ReportState;
  readonly photosReceived: number;
  readonly resolvedAt: Date | null;
};

export async function listMine(tx: Tx, reporter: string): Promise<readonly Mine[]> {
  const found = await sql<Mine>`
    select r.id, r.code, r.state, r.resolved_at as "resolvedAt",
           (select count(*) from field_report_photo p where p.report_id = r.id) as "photosReceived"
    from field_report r where r.reporter = ${reporter}
    order by r.received_at desc, r.id desc limit 200`.execute(tx);
  return found.rows;
}
