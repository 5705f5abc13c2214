import { Fragment } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Statement } from '#web/kit/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import type { readTask } from '../doors-reading.ts';
import { originWords, sharingWords, themeWords } from '../task.ts';
import { type Choices, stageNames } from './use-task.ts';
import { words } from './words.ts';
import { id as idWords } from './words-id.ts';

type Task = ReplyOf<typeof readTask>;

/** What was undertaken, by whom, for whom. */
export function Facts({ task, choices }: { task: Task; choices: Choices | null }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  const { asker, owner, plenary, person } = task;
  const stage = stageNames(choices, task).get(task.stage ?? '');
  const isOwn = asker.id === owner.id;
  const readers = task.readers.filter(({ id }) => id !== asker.id && id !== owner.id);
  const sharing = [localized(sharingWords[task.sharing]), ...readers.map(({ name }) => name)].join(' · ');
  return (
    <Statement
      facts={[
        [t('measure'), task.measure],
        [t('detail'), task.detail],
        [t('because'), task.endedBecause],
        [t('owner'), owner.name],
        [t('asker'), isOwn ? t('ownTask') : asker.name],
        [t('person'), person?.name ?? <span className="quiet">{t('nobody')}</span>],
        [
          t('plenary'),
          plenary === null
            ? null
            : t(plenary.confirmed ? 'plenaryYes' : 'plenaryNo', { decision: plenary.decision }),
        ],
        [t('area'), task.areaName],
        [t('stage'), stage === undefined ? null : localized(stage)],
        [t('theme'), localized(themeWords[task.theme])],
        [t('weight'), number(task.weight)],
        [t('sharing'), sharing],
        [t('origin'), <Origin key="origin" task={task} />],
      ]}
    />
  );
}

function Origin({ task }: { task: Task }) {
  const localized = useLocalized();
  const href = useHref();
  const { kind, id } = task.origin;
  const said = localized(originWords[kind]);
  return kind === 'incident' && id !== null ? <AppLink to={href(`kejadian/${id}`)}>{said}</AppLink> : said;
}

/** Everything that was done, oldest first. */
export function History({ task }: { task: Task }) {
  const t = useTexts(words);
  return (
    <section>
      <h2>{t('history')}</h2>
      <ol className="task-log">
        {task.log.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Line({ entry }: { entry: Task['log'][number] }) {
  const t = useTexts(words);
  const { what, by, agency, text } = entry;
  const key = logKey(what);
  const who = by === null ? t('system') : [by, agency].filter(Boolean).join(', ');
  return (
    <li>
      <span className="strong">{key === null ? what : t(key)}</span>
      <span className="quiet small">
        <When at={entry.operationAt} really={entry.at} /> · {who}
      </span>
      {text === null || text === '' ? <Fragment /> : <p className="task-text">{text}</p>}
    </li>
  );
}

/** The operation's time; the real one in its hint where they differ. */
export function When({ at, really }: { at: string; really: string }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <span {...(at === really ? {} : { title: t('really', { time: instant(really) }) })}>{instant(at)}</span>
  );
}

type LogKey = Extract<keyof typeof idWords, `log.${string}`>;

function logKey(what: string): LogKey | null {
  const isKnown = (key: string): key is LogKey => key in idWords;
  const key = `log.${what}`;
  return isKnown(key) ? key : null;
}
