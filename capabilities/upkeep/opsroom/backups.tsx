import type { BackupStanding } from '#shared/backup-doors.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, Button, CommandNotice, Failed, Icon, Loading, toast } from '#web/ui/index.ts';
import { backUpNow, listJobs, readBackups } from '../contract.ts';
import { BackupTable } from './backup-table.tsx';
import { words } from './backup-words.ts';
import { useBackups } from './use-backups.ts';
import './upkeep.css';

const COMMAND = './rakor backup --schedule --to /mnt/cadangan --every 6 --recipient age1…';

/** How old the last backup is, where it lies, when the next one comes, and what to do when it does not. */
export function Backups() {
  const asked = useBackups();
  if (asked.state === 'loading') return <Loading />;
  if (asked.state === 'failed') return <Failed error={asked.error} retry={asked.retry} />;
  return (
    <div className="upkeep-backups">
      <Standing of={asked.data} />
      <Lagging places={asked.data.lagging ?? []} />
      {asked.data.restored === undefined ? null : <Restored from={asked.data.restored} />}
      {asked.data.plan === null ? null : <Plan of={asked.data} plan={asked.data.plan} />}
      {asked.data.backups.length > 0 ? <BackupTable backups={asked.data.backups} /> : null}
    </div>
  );
}

function Standing({ of }: { of: BackupStanding }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { age } = useFormat();
  const now = new Date();
  const { state, last, failure, planFault } = of;
  if (state === 'good' && last !== null)
    return (
      <Badge shape="square" tone="done">
        {t('good', { age: age(last.at, now) })}
      </Badge>
    );
  if (state === 'waiting') return <Badge shape="ring">{t('waiting')}</Badge>;
  const late = state === 'late' && last !== null ? t('late', { age: age(last.at, now) }) : null;
  const title = planFault !== null ? t('fault') : (late ?? t(state === 'failed' ? 'failed' : 'none'));
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p className="strong">{title}</p>
        {planFault === null ? null : <p>{localized(planFault)}</p>}
        {state === 'none' && planFault === null ? <NoPlan last={last} /> : null}
        {failure === null ? null : (
          <p>{t('failedAt', { age: age(failure.at, now), text: localized(failure.text) })}</p>
        )}
        {state === 'failed' ? (
          <p>{last === null ? t('lost') : t('stillGood', { age: age(last.at, now) })}</p>
        ) : null}
      </div>
    </div>
  );
}

/** Whoever restores a backup from such a place brings back whom somebody asked to be forgotten. */
function Lagging({ places }: { places: NonNullable<BackupStanding['lagging']> }) {
  const t = useTexts(words);
  const { instant, number } = useFormat();
  if (places.length === 0) return null;
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p className="strong">{t('lagging')}</p>
        {places.map(({ place, since, missing }) => (
          <p key={place}>
            <code>{place}</code>: {t('laggingPlace', { since: instant(since), missing: number(missing) })}
          </p>
        ))}
        <p>{t('laggingText')}</p>
      </div>
    </div>
  );
}

/** What people must know of a house that came out of a backup, for as long as it stands. */
function Restored({ from }: { from: NonNullable<BackupStanding['restored']> }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const isWithout = from.erasures === 'without';
  const until = from.erasuresUntil;
  const isAltered = from.journal === 'altered';
  const isAlarm = isWithout || until === null || isAltered;
  return (
    <div className={isAlarm ? 'notice notice-alarm' : 'notice'} role={isAlarm ? 'alert' : 'status'}>
      <Icon name={isAlarm ? 'warning' : 'info'} size={16} />
      <div>
        <p className="strong">{t('restored', { at: instant(from.at) })}</p>
        <p>
          {t('restoredFrom', { madeAt: instant(from.madeAt) })} · <code>{from.backup}</code>
        </p>
        {isAltered ? <p>{t('restoredAltered')}</p> : null}
        <p>{t(isWithout ? 'restoredWithout' : 'restoredReplayed')}</p>
        {until === undefined || isWithout ? null : (
          <p>{until === null ? t('restoredUnknown') : t('restoredUntil', { until: instant(until) })}</p>
        )}
        {from.database === 'own' ? <p>{t('restoredOwn')}</p> : null}
      </div>
    </div>
  );
}

function NoPlan({ last }: { last: BackupStanding['last'] }) {
  const t = useTexts(words);
  const { age } = useFormat();
  return (
    <>
      <p>{t('noneText')}</p>
      <p>
        <code>{COMMAND}</code>
      </p>
      {last === null ? null : <p className="quiet">{t('noneLast', { age: age(last.at, new Date()) })}</p>}
    </>
  );
}

function Plan({ of, plan }: { of: BackupStanding; plan: NonNullable<BackupStanding['plan']> }) {
  const t = useTexts(words);
  const { instant, number } = useFormat();
  const command = useCommand(backUpNow, [readBackups, listJobs]);
  const { keep } = plan;
  const ask = async () => {
    if ((await command.run({ body: {} })) !== null) toast(t('asked'));
  };
  return (
    <>
      <dl className="upkeep-plan">
        <dt>{t('place')}</dt>
        <dd>
          <code>{plan.place}</code>
        </dd>
        <dt>{t('next')}</dt>
        <dd>
          {of.nextAt === null ? '–' : instant(of.nextAt)}
          <br />
          <span className="quiet">
            {t('every', {
              hours: number(plan.everyHours, 2),
              keepHours: number(keep.hours),
              days: number(keep.days),
              weeks: number(keep.weeks),
            })}
          </span>
        </dd>
        <dt>
          <Icon name="lock" size={16} />
        </dt>
        <dd>{t(plan.closedBy)}</dd>
      </dl>
      <CommandNotice command={command} />
      <Button icon="refresh" busy={command.busy} onPress={() => void ask()}>
        {t('now')}
      </Button>
    </>
  );
}
