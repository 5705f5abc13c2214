import { logOutreach, planOutreach } from '#rooms/outreach/doors.ts';
import { type Audience, audiences } from '#rooms/outreach/outreach.ts';
import { addDays, instantOf } from '#shared/time.ts';
import { demoPerson } from './load-people.ts';
import { agencyIdOf, type Loading } from './loading.ts';

/** Staged dialogue, public education and pledges of the weeks around the day on which the sample opens. */
export async function loadOutreach(loading: Loading): Promise<void> {
  const { operation, operationId, opensAt } = loading;
  const firstDay = operation.opensAt.local.slice(0, 10);
  for (const staged of operation.sampleOutreach ?? []) {
    const { key, kind, title, areaCode: area, place, text: note, attended } = staged;
    const at = instantOf(addDays(firstDay, staged.day), staged.time, operation.zone);
    const said = {
      ...{ id: loading.id('outreach', key), operationId, kind, title, area, place, note },
      audiences: staged.audiences.map(audienceOf),
      partnerIds: staged.partners.map(agencyIdOf),
      standing: 'staged' as const,
    };
    const as = demoPerson(loading, staged.by);
    if (at <= opensAt)
      await loading.use(`outreach ${key}`, logOutreach, {
        as,
        body: {
          ...said,
          heldAt: at.toISOString(),
          attended: attended === null ? null : { count: attended, basis: 'estimated' },
        },
      });
    else
      await loading.use(`outreach ${key}`, planOutreach, {
        as,
        body: { ...said, plannedAt: at.toISOString() },
      });
  }
}

/** @throws Error for a kind of audience that is none */
function audienceOf(key: string): Audience {
  const known = audiences.find((audience) => audience === key);
  if (known === undefined) throw new Error(`there is no audience ${key}`);
  return known;
}
