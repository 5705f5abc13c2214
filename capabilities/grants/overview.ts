/** All grants of an operation at once: totals, what is urgent, and the time line. */
import type { RawBuilder, SqlBool } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { daysBetween } from '#shared/time.ts';
import { buckets, type GrantTotals, type readGrantTimeline, recipients } from './contract.ts';
import { dueOf, type Law, returnDue } from './due.ts';
import { type Known, knownOf } from './operation.ts';
import { bucketOf, percentOf, roundedBy, stateOf, sumOf } from './rules.ts';
import { type GrantMoney, listMoney, listMoved, listTranches, type TrancheOfGrant } from './store-reading.ts';

type Timeline = ReplyOf<typeof readGrantTimeline>;
type Visible = RawBuilder<SqlBool>;

export async function totalsOf(
  context: Context,
  law: Law,
  operationId: string,
  visible: Visible,
): Promise<GrantTotals> {
  const known = await knownOf(context, operationId);
  const grants = await listMoney(context.tx, operationId, visible);
  const tranches = dueTranches(law, known, grants, await listTranches(context.tx, operationId, visible));
  const late = new Set(tranches.filter(({ state }) => state === 'late').map(({ grant }) => grant.id));
  const areas = [...new Set(grants.map(({ government }) => government))];
  return {
    today: known.today,
    all: moneyOf(grants),
    byRecipient: recipients.map((recipient) => ({
      recipient,
      ...moneyOf(grants.filter((grant) => grant.recipient === recipient)),
    })),
    byBucket: buckets.map((bucket) => ({
      bucket,
      grants: grants.filter((grant) => grant.bucket === bucket).length,
    })),
    byGovernment: areas.map((area) => {
      const own = grants.filter(({ government }) => government === area);
      const money = moneyOf(own);
      return {
        area,
        areaName: own[0]?.governmentName ?? area,
        bucket: bucketOf(money.transferred, money.agreed),
        late: own.filter(({ id }) => late.has(id)).length,
        ...money,
      };
    }),
    alerts: alertsOf(tranches),
  };
}

export async function timelineOf(
  context: Context,
  law: Law,
  operationId: string,
  visible: Visible,
): Promise<Timeline> {
  const known = await knownOf(context, operationId);
  const grants = await listMoney(context.tx, operationId, visible);
  const tranches = dueTranches(law, known, grants, await listTranches(context.tx, operationId, visible));
  const moved = await listMoved(context.tx, operationId, visible);
  const byId = new Map(grants.map((grant) => [grant.id, grant]));
  const marks = [
    ...grants.flatMap((grant) => signedMark(grant)),
    ...tranches.flatMap((tranche) => dueMark(tranche)),
    ...moved.flatMap(({ grantId, kind, ordinal, day, amount, assumed }) => {
      const grant = byId.get(grantId);
      const what = kind === 'transfer' ? ('transferred' as const) : kind;
      return grant ? [{ ...headOf(grant), kind: what, day, ordinal, amount, state: null, assumed }] : [];
    }),
    ...grants.flatMap((grant) => returnMark(law, known, grant)),
  ];
  return {
    today: known.today,
    votingDay: known.voting,
    marks: marks.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    withoutDay: tranches.flatMap(({ grant, ordinal, due }) =>
      due.day === null ? [{ ...headOf(grant), ordinal, why: { ...whyNone[due.basis] } }] : [],
    ),
  };
}

const unstated = (id: string, en: string) => ({
  id: `${id} tidak disebut sumber`,
  en: `no source states the day of ${en}`,
});
const whyNone = {
  signing: unstated('tanggal penandatanganan', 'signing'),
  voting: unstated('hari pemungutan suara', 'voting'),
  inauguration: unstated('tanggal pelantikan', 'inauguration'),
  agreed: unstated('tanggal', 'payment'),
  none: { id: 'perjanjian tidak menyebut tenggat', en: 'the agreement names no due day' },
};

type DueTranche = ReturnType<typeof dueTranches>[number];

function dueTranches(
  law: Law,
  known: Known,
  grants: readonly GrantMoney[],
  tranches: readonly TrancheOfGrant[],
) {
  const byId = new Map(grants.map((grant) => [grant.id, grant]));
  return tranches.flatMap(({ grantId, ordinal, amount, rule, dueOn, paid }) => {
    const grant = byId.get(grantId);
    if (!grant) return [];
    const due = dueOf(law, { rule, dueOn, signedOn: grant.signedOn }, known);
    const state = stateOf(paid >= amount, due.day, known.today);
    const daysLeft = due.day === null ? null : daysBetween(known.today, due.day);
    return [{ grant, ordinal, amount, missing: amount - paid, due, state, daysLeft }];
  });
}

function moneyOf(grants: readonly GrantMoney[]) {
  const agreed = sumOf(grants.map(({ amount }) => amount));
  const transferred = sumOf(grants.map((grant) => grant.transferred));
  const absorbed = sumOf(grants.map((grant) => grant.absorbed));
  return {
    grants: grants.length,
    agreed,
    roundedBy: roundedBy(grants),
    transferred,
    absorbed,
    returned: sumOf(grants.map((grant) => grant.returned)),
    paidPercent: percentOf(transferred, agreed),
    absorbedPercent: percentOf(absorbed, agreed),
  };
}

const urgent = ['late', 'due-today', 'due-soon'];

/** Longest late first. */
function alertsOf(tranches: readonly DueTranche[]): GrantTotals['alerts'] {
  return tranches
    .filter(({ state }) => urgent.includes(state))
    .flatMap(({ grant, ordinal, due, daysLeft, state, missing }) =>
      due.day === null || daysLeft === null
        ? []
        : [{ ...headOf(grant), ordinal, dueDay: due.day, daysLeft, state, missing, assumed: due.assumed }],
    )
    .sort((a, b) => a.daysLeft - b.daysLeft || b.missing - a.missing);
}

function headOf({ id: grantId, governmentName: areaName, recipient }: GrantMoney) {
  return { grantId, areaName, recipient };
}

function signedMark(grant: GrantMoney): Timeline['marks'] {
  const { signedOn: day, amount } = grant;
  if (day === null) return [];
  return [{ ...headOf(grant), kind: 'signed', day, ordinal: null, amount, state: null, assumed: false }];
}

function dueMark({ grant, ordinal, amount, due, state }: DueTranche): Timeline['marks'] {
  const { day, assumed } = due;
  return day === null ? [] : [{ ...headOf(grant), kind: 'due', day, ordinal, amount, state, assumed }];
}

/** Only where something came that may have to go back. */
function returnMark(law: Law, known: Known, grant: GrantMoney): Timeline['marks'] {
  const { day, assumed } = returnDue(law, known);
  if (day === null || grant.transferred === 0) return [];
  const rest = grant.transferred - grant.absorbed - grant.returned;
  const state = stateOf(rest <= 0, day, known.today);
  return [
    { ...headOf(grant), kind: 'return-due', day, ordinal: null, amount: Math.max(rest, 0), state, assumed },
  ];
}
