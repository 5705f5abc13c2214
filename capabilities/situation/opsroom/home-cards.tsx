import type { ReactNode } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, useHref, useOpenOperation } from '#web/shell/index.ts';
import { Answer, AppLink } from '#web/ui/index.ts';
import { type ActionItem, type MissingForNeed, readToday } from '../contract.ts';
import { ActionList, useActing } from './action-list.tsx';
import { OperationFigures } from './figure-strip.tsx';
import './situation.css';
import { words } from './words.ts';

type Today = ReplyOf<typeof readToday>;
const SHOWN = 12;

/** The figures of the operation across the whole start page. */
export function FiguresCard() {
  const operation = useOpenOperation();
  if (!operation) return null;
  return (
    <div className="sit-wide-card">
      <OperationFigures />
    </div>
  );
}

/** What waits for whoever sits here: reports to read, incidents to hold, alarms, results to write. */
export function WaitingCard() {
  const operation = useOpenOperation();
  return operation ? <Waiting operation={operation} /> : null;
}

function Waiting({ operation }: { operation: OpenOperation }) {
  const t = useTexts(words);
  const href = useHref();
  const { act, notices } = useActing();
  return (
    <section className="sit-card">
      <h2>{t('waiting')}</h2>
      {notices}
      <TodayOf operation={operation}>
        {({ waiting, elsewhere = 0 }) => (
          <>
            <Items items={waiting} none={t('waitingNone')} onAct={act} withKeys />
            {elsewhere > 0 ? (
              <p className="quiet small">
                <AppLink to={href('laporan')}>{t('elsewhere', { count: elsewhere })}</AppLink>
              </p>
            ) : null}
          </>
        )}
      </TodayOf>
    </section>
  );
}

/** What is short: people, and figures that disagree. */
export function ShortCard() {
  const operation = useOpenOperation();
  return operation ? <Short operation={operation} /> : null;
}

function Short({ operation }: { operation: OpenOperation }) {
  const t = useTexts(words);
  return (
    <section className="sit-card">
      <h2>{t('short')}</h2>
      <TodayOf operation={operation}>
        {({ short, missing = [] }) => (
          <>
            <Missing missing={missing} />
            {missing.length > 0 && short.length === 0 ? null : (
              <Items items={short} none={t('shortNone')} onAct={() => undefined} />
            )}
          </>
        )}
      </TodayOf>
    </section>
  );
}

const MISSING_AT: Readonly<Record<MissingForNeed, string>> = {
  stations: 'tps',
  pattern: 'ploting',
  strength: 'operasi?tab=strength',
  division: 'ploting',
};

/** Nothing short, and nothing known, are not the same: what is not there yet, each with where it is brought in. */
function Missing({ missing }: { missing: readonly MissingForNeed[] }) {
  const t = useTexts(words);
  const href = useHref();
  if (missing.length === 0) return null;
  return (
    <>
      <p className="quiet">{t('shortUnknown')}</p>
      <ul className="sit-lines">
        {missing.map((each) => (
          <li key={each}>
            <AppLink to={href(MISSING_AT[each])}>{t(`missing_${each}`)}</AppLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which stages run today and on which of their days, and what begins next. */
export function StagesCard() {
  const operation = useOpenOperation();
  return operation ? <Stages operation={operation} /> : null;
}

function Stages({ operation }: { operation: OpenOperation }) {
  const t = useTexts(words);
  const href = useHref();
  return (
    <section className="sit-card">
      <h2>
        <AppLink to={href('tahapan')}>{t('stagesToday')}</AppLink>
      </h2>
      <TodayOf operation={operation}>
        {({ stages }) =>
          stages.length === 0 ? (
            <p className="quiet">{t('stagesNone')}</p>
          ) : (
            <ul className="sit-lines">
              {stages.map((stage) => (
                <StageLine key={stage.key} stage={stage} />
              ))}
            </ul>
          )
        }
      </TodayOf>
    </section>
  );
}

function StageLine({ stage }: { stage: Today['stages'][number] }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { shortDay, days } = useFormat();
  const { name, state, start, end, day, of, daysTo } = stage;
  const when = start === null ? '' : end === null ? shortDay(start) : days(start, end);
  const running = of === null ? t('dayOpen', { day: day ?? 1 }) : t('dayOf', { day: day ?? 1, of });
  return (
    <li>
      <span className="strong">{localized(name)}</span>
      <span className="quiet">
        {when} · {state === 'running' ? running : t('daysTo', { days: daysTo ?? 0 })}
      </span>
    </li>
  );
}

function TodayOf({
  operation,
  children,
}: {
  operation: OpenOperation;
  children: (today: Today) => ReactNode;
}) {
  const today = useAsk(readToday, { params: { operationId: operation.id } });
  useLive(
    ['field-report', 'incident', 'activity', 'operation', 'deployment', 'station', 'server-operator'],
    [readToday],
  );
  return (
    <Answer of={today} rows={4}>
      {children}
    </Answer>
  );
}

function Items(props: {
  items: readonly ActionItem[];
  none: string;
  onAct: (item: ActionItem) => void;
  withKeys?: boolean;
}) {
  const t = useTexts(words);
  const href = useHref();
  const { items, none, onAct, withKeys = false } = props;
  if (items.length === 0) return <p className="quiet">{none}</p>;
  return (
    <>
      <ActionList items={items.slice(0, SHOWN)} onAct={onAct} withKeys={withKeys} />
      {items.length > SHOWN ? (
        <p className="quiet small">
          <AppLink to={href('situasi')}>{t('more', { count: items.length - SHOWN })}</AppLink>
        </p>
      ) : null}
    </>
  );
}
