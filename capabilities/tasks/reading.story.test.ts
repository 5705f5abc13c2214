import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closedStates,
  listTasks,
  readChoices,
  readTask,
  readTaskCounts,
  setNeeds,
  type TaskRow,
  type TaskState,
  taskStates,
} from './contract.ts';
import { type Ground, openGround, type Visitor } from './testing/ground.ts';

/** The day of the sample when it opens. */
const TODAY = '2024-11-25';
const MANY = 300;

let ground: Ground;
let facts: readonly Fact[];
let operation: { readonly params: { readonly operationId: string } };

/** A task as it lies in the table. */
type Fact = {
  readonly id: string;
  readonly state: TaskState;
  readonly asker: string;
  readonly owner: string;
  readonly person: string | null;
  readonly area: string;
  readonly due_day: string | null;
  readonly sharing: string;
  readonly readers: readonly string[];
  readonly change: { readonly by: { readonly id: string } } | null;
  readonly hand_over: { readonly to: { readonly id: string } } | null;
};

beforeAll(async () => {
  ground = await openGround();
  operation = { params: { operationId: ground.operationId } };
  await scatter();
  const found = await sql<Fact>`
    select id, state, asker, owner, person, area, due_day, sharing, readers::text[] as readers, change, hand_over
    from task where operation_id = ${ground.operationId}`.execute(ground.house.db);
  facts = found.rows;
}, 60_000);
afterAll(() => ground.house.close());

const PERSON = randomUUID();

/** Tasks of every kind beside those of the sample, the same in every run. */
async function scatter(): Promise<void> {
  const pick = dice();
  const rows = Array.from({ length: MANY }, (_, n) => ({ code: `X-${n}`, ...drawn(pick) }));
  await sql`
    insert into task (id, operation_id, code, title, detail, measure, state, asker, asker_name, owner, owner_name,
      needs_plenary, person, person_name, area, area_name, theme, due_day, weight, origin_kind, sharing, named, readers,
      counter, change, hand_over, offered_at, offered_operation_at, changed_operation_at, content_hash)
    select r.id, ${ground.operationId}, r.code, 'Tugas ' || r.code, '', 'ukuran', r.state, r.asker, 'peminta', r.owner,
      'pelaksana', false, r.person, case when r.person is not null then 'Petugas' end, r.area, 'wilayah', 'other',
      r."dueDay", 1, 'own', r.sharing, r.named, r.readers, r.counter, r.change, r."handOver", now(), now(), now(),
      sha256('x'::bytea)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, code text, state text, asker uuid, owner uuid,
      sharing text, person uuid, area text, "dueDay" date, named uuid[], readers uuid[], counter jsonb, change jsonb,
      "handOver" jsonb)`.execute(ground.house.db);
}

/** One task of random agencies in a random state, with what can wait in that state. */
function drawn(pick: (below: number) => number) {
  const { polres, kpu, bawaslu, kodim } = ground.agency;
  const one = <T>(from: readonly T[], instead: T): T => from[pick(from.length)] ?? instead;
  const agency = () => one([polres, kpu, bawaslu, kodim], kpu);
  const party = (id: string) => ({ id, name: id, needsPlenary: false });
  const said = { due: null, measure: 'ukuran', reason: 'alasan', operationAt: '2024-11-20T00:00:00.000Z' };
  const state = one(taskStates, 'offered');
  const [asker, owner, to] = [agency(), agency(), agency()];
  const sharing = one(['all', 'named', 'own'], 'all');
  const named = sharing === 'named' ? [agency()] : [];
  const isHandedOver = state === 'agreed' && pick(3) === 0;
  const isChanging = ['agreed', 'in-work'].includes(state) && asker !== owner && pick(3) === 0;
  const isDated = pick(6) > 0;
  return {
    ...{ id: randomUUID(), state, asker, owner, sharing, named },
    person: pick(4) === 0 ? PERSON : null,
    area: one(['31.73', '31.73.01', '31.73.01.1001', '31.73.02.1001'], '31.73'),
    dueDay: isDated ? `2024-11-${String(18 + pick(12)).padStart(2, '0')}` : null,
    readers: [...new Set([asker, owner, ...named, ...(isHandedOver ? [to] : [])])],
    counter: state === 'countered' ? { ...said, by: party(owner) } : null,
    change: isChanging ? { ...said, by: party(one([asker, owner], asker)) } : null,
    handOver: isHandedOver ? { to: party(to), reason: 'alasan', operationAt: said.operationAt } : null,
  };
}

/** A linear congruential generator (Numerical Recipes): the story is the same every time. */
function dice(): (below: number) => number {
  let state = 20_241_125;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Looker = {
  readonly role: string;
  readonly agencyId: string | null;
  readonly areas: readonly string[];
  readonly userId: string;
};
const is = (wanted: boolean) => (wanted ? 'yes' : 'no');
const desks = ['kaops', 'karendalops', 'agency-officer', 'liaison'];

/** The rights once more, in plain words: within one's areas what all may see, and everywhere what one is a reader of. */
function seenBy(looker: Looker): readonly Fact[] {
  const { agencyId, areas, role } = looker;
  return facts.filter(({ sharing, area, readers }) => {
    const isNear = areas.some((code) => code === '' || area === code || area.startsWith(`${code}.`));
    const isReader = agencyId !== null && desks.includes(role) && readers.includes(agencyId);
    return (sharing === 'all' && isNear) || isReader;
  });
}

const isClosed = ({ state }: Fact) => closedStates.some((closed) => closed === state);

/** Every lens once more, task by task. */
function lensesOf(fact: Fact, { agencyId, userId }: Looker) {
  const { state, asker, owner, person, due_day: day, change, hand_over: handOver } = fact;
  const mover = ['countered', 'done'].includes(state) ? asker : isClosed(fact) ? null : owner;
  const answers = change === null ? null : change.by.id === owner ? asker : owner;
  const isOurs = (id: string | null | undefined) => agencyId !== null && id === agencyId;
  return {
    overdue: is(day !== null && day < TODAY && state !== 'done' && !isClosed(fact)),
    ourTurn: is(isOurs(mover) || isOurs(answers) || isOurs(handOver?.to.id)),
    mine: is(person === userId),
    ours: is(isOurs(owner)),
    awaited: is(isOurs(asker) && owner !== asker && !isClosed(fact)),
    closed: is(isClosed(fact)),
  };
}

async function listed(who: Visitor, conditions: readonly object[] = []): Promise<readonly TaskRow[]> {
  const where = conditions.length > 0 ? { where: JSON.stringify(conditions) } : {};
  const { rows, total } = await who.ask(listTasks, { ...operation, query: { limit: 500, ...where } });
  expect(rows).toHaveLength(total);
  return rows;
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();

/** A commander, agencies as asker, owner, named and third, people in one district, and those without an agency. */
function cast(): readonly Looker[] {
  const { polres, kpu, bawaslu, kodim } = ground.agency;
  const city = ['31.73'];
  const some = (role: string, agencyId: string | null, areas: readonly string[] = city) => {
    return { role, agencyId, areas, userId: PERSON };
  };
  return [
    some('kaops', polres),
    some('agency-officer', kpu),
    some('liaison', bawaslu),
    some('agency-officer', kodim, ['31.73.01']),
    some('karendalops', randomUUID()),
    some('auditor', bawaslu, ['31.73.02']),
    some('kaops', null, ['']),
  ];
}

const sent = ({ role, agencyId, areas, userId }: Looker) =>
  ground.house.as({
    role,
    areas,
    userId,
    operationId: ground.operationId,
    ...(agencyId === null ? {} : { agencyId }),
  });

describe('the lists', () => {
  it('hold for everybody what they may see, with the lenses of their own agency, as a recount has them', async () => {
    for (const looker of cast()) {
      const who = sent(looker);
      const should = seenBy(looker);
      const rows = await listed(who);
      expect(idsOf(rows), looker.role).toEqual(idsOf(should));
      const lenses = new Map(should.map((fact) => [fact.id, lensesOf(fact, looker)]));
      for (const row of rows) expect(row).toMatchObject(lenses.get(row.id) ?? {});
      for (const lens of ['overdue', 'ourTurn', 'mine', 'ours', 'awaited', 'closed'] as const) {
        const wanted = should.filter(({ id }) => lenses.get(id)?.[lens] === 'yes');
        const found = await listed(who, [{ field: lens, is: 'eq', value: 'yes' }]);
        expect(idsOf(found), `${lens} of ${looker.role}`).toEqual(idsOf(wanted));
      }
      const count = (is: (of: ReturnType<typeof lensesOf>) => boolean) =>
        [...lenses.values()].filter(is).length;
      const open = (lens: 'mine' | 'ours') => count((of) => of[lens] === 'yes' && of.closed === 'no');
      expect(await who.ask(readTaskCounts, operation)).toEqual({
        ourTurn: count(({ ourTurn }) => ourTurn === 'yes'),
        mine: open('mine'),
        ours: open('ours'),
        awaited: count(({ awaited }) => awaited === 'yes'),
        overdue: count(({ overdue }) => overdue === 'yes'),
        open: count(({ closed }) => closed === 'no'),
        all: should.length,
      });
    }
  });

  it('begin with what waits for us, then what is late, then what is due next, and end with what has ended', async () => {
    const [, kpu] = cast();
    if (!kpu) throw new Error('nobody asks');
    const order = ({ ourTurn, overdue, closed, dueDay }: TaskRow) =>
      `${ourTurn === 'yes' ? 0 : 1}${overdue === 'yes' ? 0 : 1}${closed === 'yes' ? 1 : 0}${dueDay ?? '9'}`;
    const rows = (await listed(sent(kpu))).map(order);
    expect(rows).toEqual([...rows].sort());
    expect(new Set(rows.map((key) => key.slice(0, 3))).size).toBeGreaterThan(3);
  });

  it('are the same in files: no row more, no other word', async () => {
    const looker = cast()[3];
    if (!looker) throw new Error('nobody asks');
    const who = sent(looker);
    const rows = await listed(who);
    const path = `/api/operations/${ground.operationId}/tasks?columns=code,overdue,ourTurn,awaited`;
    const text = await (await who.fetch(`${path}&format=csv&lang=en`)).text();
    const [, ...lines]: string[][] = parse(text, { bom: true, delimiter: [',', ';'] });
    expect(lines).toEqual(
      rows.map(({ code, overdue, ourTurn, awaited }) => [code, overdue, ourTurn, awaited]),
    );
    const sheet = await readSheet(
      Buffer.from(await (await who.fetch(`${path}&format=xlsx&lang=en`)).arrayBuffer()),
    );
    expect(sheet.slice(1).map(([code]) => code)).toEqual(rows.map(({ code }) => code));
  });
});

describe('one task', () => {
  it('opens for its readers, and for nobody else looks otherwise than one that is not there', async () => {
    const { polres, kpu, bawaslu, kodim } = ground.agency;
    const asker = ground.of('polres', 'karendalops');
    const shared = async (sharing: 'own' | 'named' | 'all', readerIds: string[] = []) =>
      (await ground.offered(asker, kpu, { sharing, readerIds })).params.taskId;
    const tasks = [await shared('own'), await shared('named', [bawaslu]), await shared('all')];
    const at = { areas: ['31.73'], operationId: ground.operationId };
    const elsewhere = { areas: ['31.73.05'], operationId: ground.operationId };
    const eyes: readonly (readonly [string, Visitor, readonly boolean[]])[] = [
      ['asker', asker, [true, true, true]],
      [
        'owner, in another kecamatan',
        ground.house.as({ role: 'liaison', agencyId: kpu, ...elsewhere }),
        [true, true, true],
      ],
      ['named', ground.of('bawaslu'), [false, true, true]],
      ['third', ground.of('kodim'), [false, false, true]],
      [
        'third, in another kecamatan',
        ground.house.as({ role: 'kaops', agencyId: kodim, ...elsewhere }),
        [false, false, false],
      ],
      [
        'auditor of the named',
        ground.house.as({ role: 'auditor', agencyId: bawaslu, ...at }),
        [false, false, true],
      ],
      [
        'of the owner in another operation',
        ground.house.as({ role: 'kaops', agencyId: kpu, operationId: randomUUID() }),
        [false, false, false],
      ],
      [
        'field officer of the asker',
        ground.house.as({ role: 'field-officer', agencyId: polres, ...at }),
        [false, false, false],
      ],
      ['administrator', ground.house.as({ role: 'administrator', agencyId: polres }), [false, false, false]],
    ];
    for (const [name, who, opens] of eyes) {
      const nothing = await who.fetch(`/api/tasks/${randomUUID()}`);
      const shut = await nothing.text();
      for (const [index, taskId] of tasks.entries()) {
        const answer = await who.try(readTask, { params: { taskId } });
        expect(answer.ok, `${name}, ${index}`).toBe(opens[index]);
        if (!answer.ok) expect(answer.bytes.toString('utf8')).toBe(shut);
      }
    }
  });

  it('counts what it waits for where that is hidden, and names it to its reader alone', async () => {
    const asker = ground.of('polres', 'karendalops');
    const owner = ground.of('kodim');
    const { kodim } = ground.agency;
    const hidden = await ground.offered(owner, kodim, { sharing: 'own' });
    const seen = await ground.offered(owner, kodim, { sharing: 'all' });
    const one = await ground.offered(asker, kodim, { sharing: 'all' });
    await owner.ask(setNeeds, { ...one, body: { needIds: [hidden.params.taskId, seen.params.taskId] } });
    const card = await owner.ask(readTask, one);
    expect(idsOf(card.needs)).toEqual(idsOf([{ id: hidden.params.taskId }, { id: seen.params.taskId }]));
    expect(card.unseenNeeds).toBe(0);
    const other = await ground.of('bawaslu').ask(readTask, one);
    expect(idsOf(other.needs)).toEqual([seen.params.taskId]);
    expect(other).toMatchObject({ unseenNeeds: 1, acts: [] });
    expect((await ground.of('bawaslu').ask(readTask, seen)).neededBy.map(({ id }) => id)).toEqual([
      one.params.taskId,
    ]);
    const row = (await listed(ground.of('bawaslu'))).find(({ id }) => id === one.params.taskId);
    expect(row).toMatchObject({ needsOpen: 2, turn: 'owner', daysLeft: expect.any(Number) });
  });
});

describe('the choices for a new task', () => {
  it('are the agencies, stages and kecamatan of the operation, and people of one’s own agency alone', async () => {
    const chief = await ground.signedIn('kabagops.jakbar');
    const choices = await chief.ask(readChoices, operation);
    expect(choices).toMatchObject({ today: TODAY, ownAgencyId: ground.agency.polres });
    const plenary = choices.agencies.filter(({ needsPlenary }) => needsPlenary).map(({ short }) => short);
    expect(plenary.sort()).toEqual(['Bawaslu', 'KPU']);
    expect(choices.people.map(({ name }) => name)).toContain('Kapolres Metro Jakarta Barat');
    expect(choices.people.map(({ name }) => name)).not.toContain('Sekretaris KPU Kota Jakarta Barat');
    expect(choices.stages.find(({ key }) => key === 'voting')?.start).toBe('2024-11-27');
    expect(choices.areas).toHaveLength(9);
    await ground.house
      .as({ role: 'liaison', agencyId: ground.agency.kpu, operationId: ground.operationId })
      .refused(readChoices, 'not-found', operation);
  });
});
