import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { AppLink } from '#web/ui/index.ts';
import type { readTask } from '../doors-reading.ts';
import { useAddress } from './address.ts';
import { StateBadge } from './marks.tsx';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;

/** What has to be done before, and what waits for this. Nothing is drawn where nothing hangs on anything. */
export function NeedLists({ task }: { task: Task }) {
  const t = useTexts(words);
  const { needs, neededBy, unseenNeeds } = task;
  return (
    <>
      <NeedList title={t('needs')} tasks={needs} />
      <NeedList title={t('neededBy')} tasks={neededBy} />
      {unseenNeeds === 0 ? null : <p className="quiet">{t('unseen', { count: unseenNeeds })}</p>}
    </>
  );
}

function NeedList({ title, tasks }: { title: string; tasks: Task['needs'] }) {
  const address = useAddress();
  if (tasks.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="task-needs">
        {tasks.map(({ id, code, title: name, state }) => (
          <li key={id}>
            <AppLink to={address.to({ task: id })}>{code}</AppLink>
            <span>{name}</span>
            <StateBadge state={state} ours={false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
