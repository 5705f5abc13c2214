/** Commands of this room: permit, load, decide, save. */
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { canonicalJson, type Json } from '#shared/canonical-json.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import {
  type Attended,
  cancelOutreach,
  changeOutreach,
  type Described,
  holdOutreach,
  logOutreach,
  type OutreachStanding,
  outreachCancelled,
  outreachChanged,
  outreachHeld,
  outreachKind,
  outreachPlanned,
  outreachWrite,
  planOutreach,
} from './contract.ts';
import { decideHeld, decidePlan, decideTouch, decideWhen, type OperationTime } from './rules.ts';
import {
  attributeColumns,
  type Content,
  cancelOutreachRow,
  findEarlier,
  insertOutreach,
  lockOutreach,
  type NewOutreach,
  type StoredOutreach,
  updateOutreach,
} from './store.ts';
import {
  accepted,
  blankAsNull,
  contentOf,
  factsOf,
  ownAgency,
  timeOf,
  whole,
  writeEntry,
} from './writing.ts';

type Made = Described & {
  readonly id: string;
  readonly operationId: string;
  readonly standing?: OutreachStanding;
};
type Coded = { readonly id: string; readonly code: string };

const planning = handle(planOutreach, async (context, { body }) => {
  const plannedAt = new Date(body.plannedAt);
  return create(context, body, { plannedAt, heldAt: null, attended: null });
});

const logging = handle(logOutreach, async (context, { body }) => {
  const { heldAt, attended } = body;
  return create(context, body, { plannedAt: null, heldAt: new Date(heldAt), attended });
});

type WhenMade = { plannedAt: Date | null; heldAt: Date | null; attended: Attended | null };

async function create(
  context: Context,
  body: Made & Readonly<Record<string, Json>>,
  when: WhenMade,
): Promise<Coded> {
  const { id, operationId, area } = body;
  context.demand(outreachWrite, { operationId, area });
  const contentHash = contentHashOf(body);
  const twin = await sameAsEarlier(context, id, contentHash);
  if (twin) return twin;
  const agency = await ownAgency(context);
  const time = await timeOf(context, operationId);
  if (when.heldAt === null) accept(decidePlan(when.plannedAt ?? time.now, time));
  else accept(decideHeld(when.heldAt, time));
  const made: NewOutreach = {
    ...(await accepted(context, operationId, agency.id, body)),
    ...when,
    ...{ id, operationId, contentHash },
    agency: agency.id,
    agencyName: agency.name,
    state: when.heldAt === null ? 'planned' : 'held',
    standing: body.standing ?? 'stated',
    madeBy: context.actor.userId,
    madeAt: context.now,
  };
  return save(context, made, time);
}

/** What the same person sent before under this id. @throws Refused where it said something else */
async function sameAsEarlier(context: Context, id: string, contentHash: Buffer): Promise<Coded | null> {
  const earlier = await findEarlier(context.tx, id);
  if (!earlier) return null;
  const isSame = earlier.madeBy === context.actor.userId && earlier.contentHash.equals(contentHash);
  if (!isSame) throw new Refused(refuse('outreach.id-taken'));
  context.unchanged();
  return { id, code: earlier.code };
}

/** Tries again with the next number where another event took it at the same moment. */
async function save(context: Context, made: NewOutreach, time: OperationTime): Promise<Coded> {
  const { id, operationId: operation, area, state, standing, agency } = made;
  for (;;) {
    const code = await insertOutreach(context.tx, made);
    if (code === null) {
      const twin = await sameAsEarlier(context, id, made.contentHash);
      if (twin) return twin;
      continue;
    }
    const event = state === 'planned' ? outreachPlanned : outreachHeld;
    const what = state === 'planned' ? 'planned' : 'held';
    await writeEntry(context, { id, version: 1 }, what, { operationAt: time.now, text: null });
    await context.record(event, {
      subject: id,
      ...{ operation, area },
      after: { ...factsOf(made), agency, standing, state },
      attributes: { operation, area },
    });
    return { id, code };
  }
}

/** An event that the actor sees, locked; of which they may write in the version that they saw. */
async function locked(context: Context, id: string): Promise<StoredOutreach> {
  const found = await lockOutreach(context.tx, id, context.visible(outreachKind, attributeColumns));
  if (!found) throw new Refused(refuse('not-found'));
  context.demand(outreachWrite, { operationId: found.operationId, area: found.area });
  return found;
}

function touch(context: Context, stored: StoredOutreach, version: number): void {
  accept(decideTouch(stored, { agencyId: context.actor.agencyId, version }));
}

const holding = handle(holdOutreach, async (context, { params, body }) => {
  const stored = await locked(context, params.outreachId);
  const time = await timeOf(context, stored.operationId);
  const heldAt = new Date(body.heldAt);
  const next = { ...contentOf(stored), heldAt, attended: body.attended, note: whole(body.note) };
  if (isSaid(context, stored, 'held', next)) return { id: stored.id, version: stored.version };
  touch(context, stored, body.version);
  if (stored.state !== 'planned') throw new Refused(refuse('outreach.held-already'));
  accept(decideHeld(heldAt, time));
  return saveNext(context, stored, { next, event: outreachHeld, operationAt: time.now, reason: null });
});

const changing = handle(changeOutreach, async (context, { params, body }) => {
  const stored = await locked(context, params.outreachId);
  const said = await accepted(context, stored.operationId, stored.agency, body);
  const time = await timeOf(context, stored.operationId);
  const when = accept(
    decideWhen(
      stored.state,
      { plannedAt: dateOrNull(body.plannedAt), heldAt: dateOrNull(body.heldAt), attended: body.attended },
      time,
    ),
  );
  const next = { ...said, ...when };
  if (isSaid(context, stored, stored.state, next)) return { id: stored.id, version: stored.version };
  touch(context, stored, body.version);
  const reason = blankAsNull(body.reason);
  return saveNext(context, stored, { next, event: outreachChanged, operationAt: time.now, reason });
});

/** Whether this is what stands already, written by one's own agency: sending twice is harmless. */
function isSaid(context: Context, stored: StoredOutreach, state: string, next: Content): boolean {
  const isSame =
    stored.agency === context.actor.agencyId &&
    stored.state === state &&
    canonicalJson(factsOf(contentOf(stored))) === canonicalJson(factsOf(next));
  if (isSame) context.unchanged();
  return isSame;
}

async function saveNext(
  context: Context,
  stored: StoredOutreach,
  made: {
    readonly next: Content;
    readonly event: typeof outreachHeld | typeof outreachChanged;
    readonly operationAt: Date;
    readonly reason: string | null;
  },
) {
  const { id, operationId: operation, state: before } = stored;
  const { next, event, operationAt, reason } = made;
  const { area } = next;
  const version = stored.version + 1;
  const isHeld = event === outreachHeld;
  const state = isHeld ? 'held' : before;
  await updateOutreach(context.tx, id, { ...next, state, version });
  await writeEntry(context, { id, version }, isHeld ? 'held' : 'changed', { operationAt, text: reason });
  await context.record(event, {
    subject: id,
    ...{ operation, area },
    before: { ...factsOf(contentOf(stored)), state: before },
    after: { ...factsOf(next), state, reason },
    attributes: { operation, area },
  });
  return { id, version };
}

const cancelling = handle(cancelOutreach, async (context, { params, body }) => {
  const stored = await locked(context, params.outreachId);
  const { id, operationId: operation, area, state } = stored;
  const reason = whole(body.reason);
  if (reason === '') throw new Refused(refuse('outreach.empty-text'));
  if (
    state === 'cancelled' &&
    stored.cancelledBecause === reason &&
    stored.agency === context.actor.agencyId
  ) {
    context.unchanged();
    return { id, version: stored.version };
  }
  touch(context, stored, body.version);
  const version = stored.version + 1;
  const { now: operationAt } = await timeOf(context, operation);
  await cancelOutreachRow(context.tx, id, version, reason);
  await writeEntry(context, { id, version }, 'cancelled', { operationAt, text: reason });
  await context.record(outreachCancelled, {
    subject: id,
    ...{ operation, area },
    before: { state },
    after: { state: 'cancelled', reason },
    attributes: { operation, area },
  });
  return { id, version };
});

const dateOrNull = (instant: string | null) => (instant === null ? null : new Date(instant));

export const commandRoutes = [planning, logging, holding, changing, cancelling];
