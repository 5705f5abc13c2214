/** Whether an activity can be planned, changed or closed. Pure. */
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Activity, ActivityState, ChangeActivity } from './activities.ts';

export type Stance = Activity['stance'];

/** An assembly is a right to be made possible, unless somebody says otherwise. */
export function stanceOf(kind: Activity['kind'], said: Stance | undefined): Stance {
  return said ?? (kind === 'assembly' ? 'facilitate' : 'secure');
}

export function decidePlan(
  wanted: Pick<ChangeActivity, 'startsAt' | 'endsAt' | 'strength' | 'satgas'>,
  satgasIsKnown: boolean,
): true | Refusal {
  const { startsAt, endsAt, strength, satgas } = wanted;
  // Instants of one form (UTC, milliseconds) sort as text; both come from the same schema.
  if (endsAt !== null && endsAt < startsAt) return refuse('activity.ends-before-start');
  if (satgas !== null && !satgasIsKnown) return refuse('activity.satgas-unknown', { satgas });
  const forces = strength.map((each) => each.force);
  const twice = forces.find((force, index) => forces.indexOf(force) < index);
  return twice === undefined ? true : refuse('activity.force-twice', { force: twice });
}

/** @param madeFrom the version that the change was made from */
export function decideChange(
  activity: { readonly state: ActivityState; readonly version: number; readonly title: string },
  madeFrom: number,
): true | Refusal {
  if (activity.state !== 'planned') return refuse('activity.closed', { title: activity.title });
  return activity.version === madeFrom ? true : refuse('activity.changed-meanwhile');
}

type Closing = { readonly state: 'done' | 'cancelled'; readonly result: string };

/**
 * The trimmed result, which is what the activity is closed with. Nothing is done before it begins; it can be cancelled.
 * @param shown what the clock of the operation shows
 */
export function decideClose(
  activity: { readonly state: ActivityState; readonly title: string; readonly startsAt: Date },
  { state, result }: Closing,
  shown: Date,
): string | Refusal {
  const { title, startsAt } = activity;
  if (activity.state !== 'planned') return refuse('activity.closed', { title });
  if (state === 'done' && startsAt.getTime() > shown.getTime())
    return refuse('activity.not-begun', { title });
  const said = result.trim();
  return said === '' ? refuse('activity.result-missing') : said;
}

/** The trimmed result that replaces the one with which the activity was closed. */
export function decideCorrection(
  activity: Pick<Activity, 'state' | 'version' | 'title' | 'result'>,
  wanted: { readonly version: number; readonly result: string },
): string | Refusal {
  const { state, version, title } = activity;
  if (state === 'planned') return refuse('activity.not-closed', { title });
  if (version !== wanted.version) return refuse('activity.changed-meanwhile');
  const said = wanted.result.trim();
  if (said === '') return refuse('activity.result-missing');
  return said === activity.result ? refuse('activity.result-same') : said;
}
