/** SQL of what is read of grants: the list, and what totals, due days and the time line are made of. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import type { Bucket, Recipient } from './contract.ts';
import { SOON_DAYS } from './contract.ts';
import type { EntryKind } from './store.ts';

/** On which day something is due that hangs on this rule and this day of signing. */
export type DueOfRule = {
  readonly rule: string;
  readonly signedOn: string | null;
  readonly day: string | null;
  readonly assumed: boolean;
};

/** Which rules and days of signing the due days of an operation hang on: few, however many grants there are. */
export async function listDueKeys(
  tx: Tx,
  operationId: string,
): Promise<readonly { rule: string; signedOn: string | null }[]> {
  const found = await sql<{ rule: string; signedOn: string | null }>`
    select distinct t.rule, g.signed_on as "signedOn"
    from grant_tranche t join grant_agreement g on g.id = t.grant_id
    where g.operation_id = ${operationId} and t.rule is not null`.execute(tx);
  return found.rows;
}

const paidOfTranche = sql`(select coalesce(sum(p.amount), 0) from grant_entry p
  where p.tranche_id = t.id and p.withdrawn_at is null)`;

/** Grants `g` with their money `m`, what is absorbed `a`, and the tranche that is due next `n`. */
export function grantsFrom(dues: readonly DueOfRule[]): RawBuilder<unknown> {
  return sql`grant_agreement g
    cross join lateral (
      select coalesce(sum(e.amount) filter (where e.kind = 'transfer'), 0)::bigint as transferred,
             coalesce(sum(e.amount) filter (where e.kind = 'returned'), 0)::bigint as returned
      from grant_entry e where e.grant_id = g.id and e.withdrawn_at is null) m
    left join lateral (
      select e.amount, e.day from grant_entry e
      where e.grant_id = g.id and e.kind = 'absorbed' and e.withdrawn_at is null
      order by e.day desc, e.at desc, e.id desc limit 1) a on true
    left join lateral (
      select t.ordinal, coalesce(t.due_on, d.day) as due_day, coalesce(d.assumed, false) as assumed
      from grant_tranche t
      left join jsonb_to_recordset(${JSON.stringify(dues)}::jsonb)
        as d (rule text, "signedOn" date, day date, assumed boolean)
        on d.rule = t.rule and d."signedOn" is not distinct from g.signed_on
      where t.grant_id = g.id and t.amount > ${paidOfTranche}
      order by due_day nulls last, t.ordinal limit 1) n on true`;
}

const percent = (part: RawBuilder<unknown>) => sql`trunc(${part} * 100.0 / g.amount, 2)::float8`;
const absorbed = sql`coalesce(a.amount, 0)`;
const bucket = sql`case when m.transferred >= g.amount then 'full'
  when m.transferred * 100 >= g.amount * 40 then 'part' else 'low' end`;

function stateOn(today: string): RawBuilder<unknown> {
  return sql`case when n.ordinal is null then 'paid' when n.due_day is null then 'unknown'
    when n.due_day < ${today}::date then 'late' when n.due_day = ${today}::date then 'due-today'
    when n.due_day - ${today}::date <= ${sql.lit(SOON_DAYS)} then 'due-soon' else 'not-due' end`;
}

const yesNo = (condition: RawBuilder<unknown>) => sql`case when ${condition} then 'yes' else 'no' end`;

/** One SQL expression per field of a row of the list. */
export function rowFields(today: string, mayWrite: RawBuilder<unknown>): ListSource['fields'] {
  return {
    id: sql`g.id`,
    area: sql`g.government`,
    areaName: sql`g.government_name`,
    recipient: sql`g.recipient`,
    recipientName: sql`g.recipient_name`,
    number: sql`g.number`,
    signedOn: sql`g.signed_on`,
    amount: sql`g.amount`,
    roundedTo: sql`g.rounded_to`,
    transferred: sql`m.transferred`,
    absorbed,
    absorbedAsOf: sql`a.day`,
    returned: sql`m.returned`,
    unpaid: sql`greatest(g.amount - m.transferred, 0)`,
    unspent: sql`m.transferred - ${absorbed} - m.returned`,
    paidPercent: percent(sql`m.transferred`),
    absorbedPercent: percent(absorbed),
    bucket,
    nextTranche: sql`n.ordinal`,
    nextDueDay: sql`n.due_day`,
    state: stateOn(today),
    daysLeft: sql`n.due_day - ${today}::date`,
    late: yesNo(sql`coalesce(n.due_day < ${today}::date, false)`),
    dueAssumed: yesNo(sql`coalesce(n.assumed, false)`),
    mayWrite: yesNo(mayWrite),
    standing: sql`g.standing`,
    source: sql`g.source`,
  };
}

export type GrantMoney = {
  readonly id: string;
  readonly government: string;
  readonly governmentName: string;
  readonly recipient: Recipient;
  readonly recipientName: string;
  readonly signedOn: string | null;
  readonly amount: number;
  readonly roundedTo: number;
  readonly transferred: number;
  readonly absorbed: number;
  readonly returned: number;
  readonly bucket: Bucket;
};

/** Every grant of an operation that whoever asks may see. */
export async function listMoney(
  tx: Tx,
  operationId: string,
  visible: RawBuilder<SqlBool>,
): Promise<readonly GrantMoney[]> {
  const found = await sql<GrantMoney>`
    select g.id, g.government, g.government_name as "governmentName", g.recipient,
           g.recipient_name as "recipientName", g.signed_on as "signedOn", g.amount, g.rounded_to as "roundedTo",
           m.transferred, ${absorbed} as absorbed, m.returned, ${bucket} as bucket
    from ${grantsFrom([])} where g.operation_id = ${operationId} and ${visible}
    order by g.government, g.recipient, g.recipient_name`.execute(tx);
  return found.rows;
}

export type TrancheOfGrant = {
  readonly grantId: string;
  readonly id: string;
  readonly ordinal: number;
  readonly amount: number;
  readonly rule: string | null;
  readonly dueOn: string | null;
  readonly paid: number;
};

export async function listTranches(
  tx: Tx,
  operationId: string,
  visible: RawBuilder<SqlBool>,
): Promise<readonly TrancheOfGrant[]> {
  const found = await sql<TrancheOfGrant>`
    select t.grant_id as "grantId", t.id, t.ordinal, t.amount, t.rule, t.due_on as "dueOn", ${paidOfTranche}::bigint as paid
    from grant_tranche t join grant_agreement g on g.id = t.grant_id
    where g.operation_id = ${operationId} and ${visible} order by t.grant_id, t.ordinal`.execute(tx);
  return found.rows;
}

export type MovedMoney = {
  readonly grantId: string;
  readonly kind: EntryKind;
  readonly ordinal: number | null;
  readonly day: string;
  readonly amount: number;
  readonly assumed: boolean;
};

/** What happened by day, without what was withdrawn. */
export async function listMoved(
  tx: Tx,
  operationId: string,
  visible: RawBuilder<SqlBool>,
): Promise<readonly MovedMoney[]> {
  const found = await sql<MovedMoney>`
    select e.grant_id as "grantId", e.kind, t.ordinal, e.day, e.amount, e.standing = 'assumed' as assumed
    from grant_entry e join grant_agreement g on g.id = e.grant_id
    left join grant_tranche t on t.id = e.tranche_id
    where g.operation_id = ${operationId} and e.withdrawn_at is null and ${visible}
    order by e.day, e.id`.execute(tx);
  return found.rows;
}
