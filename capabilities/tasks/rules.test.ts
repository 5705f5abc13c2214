import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#shared/problem.ts';
import { type Act, acts, closedStates, type TaskState, taskStates } from './contract.ts';
import {
  actsOf,
  begun,
  decide,
  isOwn,
  type Said,
  type Standing,
  type Undertaker,
  type Who,
} from './rules.ts';

const undertaker = (id: string, needsPlenary = false): Undertaker => ({ id, name: id, needsPlenary });
const agencies = {
  polres: undertaker('polres'),
  kpu: undertaker('kpu', true),
  bawaslu: undertaker('bawaslu', true),
  pln: undertaker('pln'),
};
const { polres, kpu, pln } = agencies;
const of = (agency: Undertaker, userId = `${agency.id} 1`): Who => ({ userId, agencyId: agency.id });

type Step = readonly [act: Act, who: Who, said?: Said];

/** The task after these steps; fails at the first that is refused. */
function moved(task: Standing, ...steps: readonly Step[]): Standing {
  return steps.reduce((now, [act, who, said]) => {
    const next = decide(now, act, who, said);
    if (isRefusal(next)) throw new Error(`${act} in ${now.state} is refused with ${next.refused}`);
    return next;
  }, task);
}
const stateAfter = (task: Standing, ...steps: readonly Step[]): TaskState => moved(task, ...steps).state;
const refusedWith = (task: Standing, ...[act, who, said]: Step): string => {
  const next = decide(task, act, who, said);
  return isRefusal(next) ? next.refused : next.state;
};
const inWork = (asker: Undertaker, owner: Undertaker) => ({
  ...begun(asker, owner),
  state: 'in-work' as const,
  evidence: 1,
});

describe('a task', () => {
  it('waits for its owner, and an own one is accepted at once', () => {
    expect(begun(polres, kpu).state).toBe('offered');
    expect(begun(polres, polres).state).toBe('agreed');
    expect(begun(kpu, kpu).state).toBe('awaiting-plenary');
  });

  it.each<[string, Undertaker, readonly Step[], TaskState]>([
    ['accepted', pln, [['accept', of(pln)]], 'agreed'],
    ['refused', pln, [['refuse', of(pln)]], 'refused'],
    ['accepted under reserve', kpu, [['accept', of(kpu)]], 'awaiting-plenary'],
    [
      'bound by the plenary',
      kpu,
      [
        ['accept', of(kpu)],
        ['plenary', of(kpu), { accepted: true }],
      ],
      'agreed',
    ],
    [
      'stopped by the plenary',
      kpu,
      [
        ['accept', of(kpu)],
        ['plenary', of(kpu), { accepted: false }],
      ],
      'refused',
    ],
    ['countered', pln, [['counter', of(pln)]], 'countered'],
    [
      'agreed as countered',
      pln,
      [
        ['counter', of(pln)],
        ['counter-answer', of(polres), { accepted: true }],
      ],
      'agreed',
    ],
    [
      'offered again',
      pln,
      [
        ['counter', of(pln)],
        ['counter-answer', of(polres), { accepted: false }],
      ],
      'offered',
    ],
    [
      'under reserve as countered',
      kpu,
      [
        ['counter', of(kpu)],
        ['counter-answer', of(polres)],
      ],
      'awaiting-plenary',
    ],
    ['dropped by its asker', pln, [['drop', of(polres)]], 'dropped'],
    [
      'dropped by its owner',
      pln,
      [
        ['accept', of(pln)],
        ['drop', of(pln)],
      ],
      'dropped',
    ],
  ])('is %s', (_how, owner, steps, state) => {
    expect(stateAfter(begun(polres, owner), ...steps)).toBe(state);
  });

  it('is done by its owner with evidence, and confirmed or returned by its asker', () => {
    const bare = { ...inWork(polres, pln), evidence: 0 };
    expect(refusedWith(bare, 'done', of(pln))).toBe('task.no-evidence');
    const done = moved(inWork(polres, pln), ['done', of(pln)]);
    expect(refusedWith(done, 'confirm', of(pln))).toBe('task.not-yours');
    expect(stateAfter(done, ['confirm', of(polres)])).toBe('confirmed');
    expect(moved(done, ['return', of(polres)])).toMatchObject({ state: 'in-work', doneBy: null });
  });

  it('of one agency is confirmed by another person than who said it was done', () => {
    const done = moved(inWork(polres, polres), ['done', of(polres, 'a')]);
    expect(refusedWith(done, 'confirm', of(polres, 'a'))).toBe('task.same-person');
    expect(stateAfter(done, ['confirm', of(polres, 'b')])).toBe('confirmed');
  });

  it('does not begin before those that it needs', () => {
    const agreed = { ...moved(begun(polres, pln), ['accept', of(pln)]), openNeeds: ['T-001', 'T-004'] };
    expect(decide(agreed, 'start', of(pln))).toMatchObject({ params: { codes: 'T-001, T-004' } });
    expect(stateAfter({ ...agreed, openNeeds: [] }, ['start', of(pln)])).toBe('in-work');
  });

  it('goes to another agency only when that accepts, which may need its plenary', () => {
    const offered = moved(inWork(polres, pln), ['hand-over', of(pln), { to: kpu }]);
    expect(offered.owner).toEqual(pln);
    expect(refusedWith(offered, 'hand-over', of(pln), { to: polres })).toBe('task.handed-over-already');
    expect(refusedWith(offered, 'hand-over-answer', of(pln))).toBe('task.not-yours');
    expect(moved(offered, ['hand-over-answer', of(kpu), { accepted: false }])).toEqual(inWork(polres, pln));
    const taken = moved(offered, ['hand-over-answer', of(kpu), { accepted: true }]);
    expect(taken).toMatchObject({ owner: kpu, state: 'awaiting-plenary', handOverTo: null });
    expect(refusedWith(taken, 'drop', of(pln))).toBe('task.not-yours');
    expect(refusedWith(inWork(polres, pln), 'hand-over', of(pln), { to: pln })).toBe('task.no-owner');
  });

  it('changes when the other side agrees, and an own one at once', () => {
    const asked = moved(inWork(polres, pln), ['change', of(polres)]);
    expect(asked.changeBy).toMatchObject({ id: polres.id });
    expect(refusedWith(asked, 'change-answer', of(polres))).toBe('task.not-yours');
    expect(decide(asked, 'change', of(pln))).toMatchObject({ params: { agency: pln.name } });
    expect(moved(asked, ['change-answer', of(pln)]).changeBy).toBeNull();
    expect(moved(inWork(polres, polres), ['change', of(polres)]).changeBy).toBeNull();
  });

  it('that is over lets nobody do anything', () => {
    for (const state of closedStates)
      for (const agency of Object.values(agencies))
        expect(actsOf({ ...inWork(polres, pln), state }, of(agency))).toEqual([]);
  });
});

const anAgency = fc.constantFrom(...Object.values(agencies));
const aPerson = fc.tuple(anAgency, fc.constantFrom('1', '2')).map(([agency, n]) => of(agency, agency.id + n));
const anAct = fc.record({
  act: fc.constantFrom(...acts),
  who: fc.oneof({ weight: 9, arbitrary: aPerson }, fc.constant<Who>({ userId: 'x', agencyId: null })),
  said: fc.record({ accepted: fc.boolean(), to: anAgency }),
  evidence: fc.nat({ max: 1 }),
});

const anOpen = fc.constantFrom(
  ...taskStates.filter((state) => !closedStates.some((closed) => closed === state)),
);

/** Walks a random task through random acts of random people, and looks at every step. */
function walk(
  look: (step: { before: Standing; act: Act; who: Who; next: ReturnType<typeof decide> }) => void,
) {
  fc.assert(
    fc.property(
      anAgency,
      anAgency,
      anOpen,
      fc.array(anAct, { minLength: 40, maxLength: 60 }),
      (asker, owner, state, steps) => {
        let now: Standing = { ...begun(asker, owner), state };
        for (const { act, who, said, evidence } of steps) {
          const before = { ...now, evidence };
          const next = decide(before, act, who, said);
          look({ before, act, who, next });
          if (!isRefusal(next)) now = next;
        }
      },
    ),
    { numRuns: 400, seed: 20_260_927 },
  );
}

describe('whatever anybody tries', () => {
  it('a third agency changes nothing', () => {
    walk(({ before, who, next }) => {
      const parties = [before.asker.id, before.owner.id, before.handOverTo?.id];
      if (!parties.includes(who.agencyId ?? '')) expect(next).toMatchObject({ refused: 'task.not-yours' });
    });
  });

  it('the owner alone brings a task to done, the asker alone to confirmed, and each state is reached', () => {
    const seen = new Set<TaskState>();
    walk(({ before, who, next }) => {
      if (isRefusal(next)) return;
      seen.add(next.state);
      if (before.state === next.state) return;
      if (next.state === 'done') expect(who.agencyId).toBe(before.owner.id);
      if (next.state === 'confirmed') {
        expect(who.agencyId).toBe(before.asker.id);
        if (isOwn(before)) expect(who.userId).not.toBe(before.doneBy);
      }
    });
    expect([...seen].sort()).toEqual([...taskStates].sort());
  });

  it('who needs a plenary is bound by nothing else, and nobody becomes owner without saying so', () => {
    walk(({ before, act, who, next }) => {
      if (isRefusal(next)) return;
      if (next.state === 'agreed' && before.state !== 'agreed' && next.owner.needsPlenary)
        expect([act, who.agencyId]).toEqual(['plenary', next.owner.id]);
      if (next.owner.id !== before.owner.id) expect(who.agencyId).toBe(next.owner.id);
      expect(next.asker).toEqual(before.asker);
    });
  });

  it('the acts that are shown are those that are accepted', () => {
    walk(({ before, who }) => {
      const accepted = acts.filter((act) =>
        Object.values(agencies).some((to) => !isRefusal(decide(before, act, who, { to }))),
      );
      expect(actsOf(before, who)).toEqual(accepted);
    });
  });
});
