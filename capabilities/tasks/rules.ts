/** Decisions about tasks: who may do what from which state, and what it becomes. The only place where that is said. */
import { type Refusal, refuse } from '#shared/problem.ts';
import { type Act, acts, type Party, stateWords, type TaskState } from './contract.ts';

/** An agency that can be asked, and whether it binds itself only by its plenary. */
export type Undertaker = Party & { readonly needsPlenary: boolean };

/** What the rules know of a task. */
export type Standing = {
  readonly state: TaskState;
  readonly asker: Party;
  readonly owner: Undertaker;
  /** Who proposed the change that waits for the other side. */
  readonly changeBy: Party | null;
  /** To whom a hand-over is offered. */
  readonly handOverTo: Undertaker | null;
  /** Who said it was done. */
  readonly doneBy: string | null;
  /** Pieces of evidence that were not withdrawn. */
  readonly evidence: number;
  /** Codes of tasks that have to be done before and are not. */
  readonly openNeeds: readonly string[];
};

export type Who = { readonly userId: string; readonly agencyId: string | null };

/** What an act says besides: an answer, or an agency. */
export type Said = { readonly accepted?: boolean; readonly to?: Undertaker };

/**
 * Whose act it is. `either` of the two agencies; `other` than the one that proposed the change; `ender`: the asker of an
 * offer, the owner of what it accepted.
 */
type Side = 'owner' | 'asker' | 'offered' | 'either' | 'other' | 'ender';
/** `bound`: agreed, or awaiting the plenary of an owner that needs one. `same`: the state stays. */
type Target = TaskState | 'bound' | 'same';
type Arrow = {
  readonly by: Side;
  readonly from: readonly TaskState[];
  readonly to: Target;
  /** After an answer that says no. */
  readonly otherwise?: Target;
};

const accepted = ['awaiting-plenary', 'agreed', 'in-work'] as const;
const beforeDone = ['offered', 'countered', ...accepted] as const;

/** The state diagram. */
export const diagram: Readonly<Record<Act, Arrow>> = {
  accept: { by: 'owner', from: ['offered'], to: 'bound' },
  refuse: { by: 'owner', from: ['offered'], to: 'refused' },
  counter: { by: 'owner', from: ['offered'], to: 'countered' },
  'counter-answer': { by: 'asker', from: ['countered'], to: 'bound', otherwise: 'offered' },
  plenary: { by: 'owner', from: ['awaiting-plenary'], to: 'agreed', otherwise: 'refused' },
  person: { by: 'owner', from: beforeDone, to: 'same' },
  start: { by: 'owner', from: ['agreed'], to: 'in-work' },
  evidence: { by: 'owner', from: ['in-work'], to: 'same' },
  done: { by: 'owner', from: ['in-work'], to: 'done' },
  confirm: { by: 'asker', from: ['done'], to: 'confirmed' },
  return: { by: 'asker', from: ['done'], to: 'in-work' },
  'hand-over': { by: 'owner', from: accepted, to: 'same' },
  'hand-over-answer': { by: 'offered', from: accepted, to: 'bound', otherwise: 'same' },
  change: { by: 'either', from: ['agreed', 'in-work'], to: 'same' },
  'change-answer': { by: 'other', from: ['agreed', 'in-work'], to: 'same' },
  needs: { by: 'owner', from: beforeDone, to: 'same' },
  drop: { by: 'ender', from: beforeDone, to: 'dropped' },
};

/** A new task: one that an agency asks of itself is accepted in the same breath. */
export function begun(asker: Party, owner: Undertaker): Standing {
  const offered: Standing = {
    state: 'offered',
    asker,
    owner,
    changeBy: null,
    handOverTo: null,
    doneBy: null,
    evidence: 0,
    openNeeds: [],
  };
  return asker.id === owner.id ? { ...offered, state: bound(owner) } : offered;
}

/** The task after an act, or why it is refused. */
export function decide(task: Standing, act: Act, who: Who, said: Said = {}): Standing | Refusal {
  return refusalOf(task, act, who) ?? taken(task, act, said) ?? become(task, act, who, said);
}

/** Everything that `decide` accepts from whoever asks. */
export function actsOf(task: Standing, who: Who): readonly Act[] {
  return acts.filter((act) => refusalOf(task, act, who) === null);
}

/** An own task has one side, so that what it proposes holds at once. */
export function isOwn(task: Pick<Standing, 'asker' | 'owner'>): boolean {
  return task.asker.id === task.owner.id;
}

function refusalOf(task: Standing, act: Act, who: Who): Refusal | null {
  const { by, from } = diagram[act];
  const allowed = sidesOf(task, by);
  const isOfTask = [task.asker, task.owner, task.handOverTo].some((party) => party?.id === who.agencyId);
  if (!allowed.some(({ id }) => id === who.agencyId) && !(allowed.length === 0 && isOfTask)) {
    return refuse('task.not-yours', { agency: (allowed[0] ?? task.owner).name });
  }
  if (allowed.length === 0 || !from.includes(task.state)) {
    const { id, en } = stateWords[task.state];
    return refuse('task.state', { state: id, stateEn: en });
  }
  return conditionOf(task, act, who);
}

/** The agencies whose act it is; none where nothing waits for an answer. */
function sidesOf(task: Standing, side: Side): readonly Party[] {
  const { asker, owner, handOverTo, changeBy, state } = task;
  if (side === 'owner') return [owner];
  if (side === 'asker') return [asker];
  if (side === 'either') return [owner, asker];
  if (side === 'offered') return handOverTo === null ? [] : [handOverTo];
  if (side === 'other') return changeBy === null ? [] : [changeBy.id === owner.id ? asker : owner];
  return [state === 'offered' || state === 'countered' ? asker : owner];
}

function conditionOf(task: Standing, act: Act, who: Who): Refusal | null {
  const { openNeeds, evidence, doneBy, handOverTo, changeBy, asker, owner } = task;
  if (act === 'start' && openNeeds.length > 0)
    return refuse('task.needs-open', { codes: openNeeds.join(', ') });
  if (act === 'done' && evidence === 0) return refuse('task.no-evidence');
  if (act === 'confirm' && isOwn(task) && doneBy === who.userId) return refuse('task.same-person');
  if (act === 'hand-over' && handOverTo !== null)
    return refuse('task.handed-over-already', { agency: handOverTo.name });
  if (act === 'change' && changeBy !== null)
    return refuse('task.change-waits', { agency: (changeBy.id === owner.id ? asker : owner).name });
  return null;
}

/** A task is handed over to somebody else than who has it. */
function taken(task: Standing, act: Act, { to }: Said): Refusal | null {
  return act === 'hand-over' && (to === undefined || to.id === task.owner.id)
    ? refuse('task.no-owner')
    : null;
}

function become(task: Standing, act: Act, who: Who, said: Said): Standing {
  const isAccepted = said.accepted ?? true;
  const { to, otherwise = to } = diagram[act];
  const owner = act === 'hand-over-answer' && isAccepted && task.handOverTo ? task.handOverTo : task.owner;
  const target = isAccepted ? to : otherwise;
  const state = target === 'same' ? task.state : target === 'bound' ? bound(owner) : target;
  return settled({ ...task, owner, state }, act, who, said);
}

/** What waits, and who said what, after an act. What is done or has ended waits for no change and no hand-over. */
function settled(task: Standing, act: Act, who: Who, { to }: Said): Standing {
  const isOver = !beforeDone.some((state) => state === task.state);
  if (act === 'done') return { ...task, doneBy: who.userId, changeBy: null, handOverTo: null };
  if (isOver) return { ...task, changeBy: null, handOverTo: null };
  if (act === 'return') return { ...task, doneBy: null };
  if (act === 'hand-over') return { ...task, handOverTo: to ?? null };
  if (act === 'hand-over-answer') {
    const hasMoved = task.owner.id === task.handOverTo?.id;
    return { ...task, handOverTo: null, changeBy: hasMoved ? null : task.changeBy };
  }
  if (act === 'change' && !isOwn(task))
    return { ...task, changeBy: who.agencyId === task.owner.id ? task.owner : task.asker };
  if (act === 'change-answer') return { ...task, changeBy: null };
  return task;
}

function bound(owner: Undertaker): TaskState {
  return owner.needsPlenary ? 'awaiting-plenary' : 'agreed';
}

/**
 * The tasks of a circle through `start`, in the order in which they wait for each other, without repeating the first;
 * null where there is none.
 * @param needs what has to be done before each task
 */
export function circleOf(
  needs: ReadonlyMap<string, readonly string[]>,
  start: string,
): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
    for (const need of needs.get(task) ?? []) {
      if (need === start) return pathTo(task, cameFrom);
      if (cameFrom.has(need)) continue;
      cameFrom.set(need, task);
      waiting.push(need);
    }
  }
  return null;
}

function pathTo(task: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [task];
  for (let before = cameFrom.get(task); before !== undefined; before = cameFrom.get(before))
    path.unshift(before);
  return path;
}
