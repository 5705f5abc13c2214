import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, Figure, Icon } from '#web/ui/index.ts';
import type { RefusedRow, readPromise } from '../contract.ts';
import './holdings.css';
import { words } from './words.ts';

type Kept = ReplyOf<typeof readPromise>;

/** What is refused and indeed not there, as the running database says; and what is held about people. */
export function PromiseKept({ of }: { of: Kept }) {
  const t = useTexts(words);
  const { number, instant } = useFormat();
  const findings = of.refused.reduce((sum, { found }) => sum + found.length, 0);
  const strays = of.undeclared.length + of.missing.length;
  return (
    <div className="promise">
      <p>{t('notText')}</p>
      <div className="promise-figures">
        <Figure label={t('tables')}>{number(of.tables)}</Figure>
        <Figure label={t('columns')}>{number(of.columns)}</Figure>
        <Figure label={t('fields')}>{number(of.fields)}</Figure>
        <Figure label={t('findings')} tone={findings + strays > 0 ? 'alarm' : 'done'}>
          {number(findings + strays)}
        </Figure>
      </div>
      <p className="quiet small">{t('checked', { when: instant(of.checkedAt) })}</p>
      {findings + strays > 0 ? <Broken of={of} /> : null}
      <h2>{t('kept')}</h2>
      <ul className="promise-list">
        {of.refused.map((each) => (
          <Category key={each.key} of={each} />
        ))}
      </ul>
      <People of={of} />
      <dl className="promise-build">
        <dt>{t('schema')}</dt>
        <dd>
          <code>{of.schema}</code>
          <span className="quiet small">{t('sameEverywhere')}</span>
        </dd>
        {of.migration ? (
          <>
            <dt>{t('migration')}</dt>
            <dd>
              <code>{of.migration.name}</code>
              <span className="quiet small">{instant(of.migration.at)}</span>
            </dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}

function Broken({ of: { undeclared, missing } }: { of: Kept }) {
  const t = useTexts(words);
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p className="strong">{t('brokenTitle')}</p>
        <p>{t('brokenText')}</p>
        {undeclared.length > 0 ? (
          <p>
            {t('undeclared')}: <code>{undeclared.join(', ')}</code>
          </p>
        ) : null}
        {missing.length > 0 ? (
          <p>
            {t('missing')}: <code>{missing.join(', ')}</code>
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Category({ of: { what, why, signs, found, excused } }: { of: RefusedRow }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const isAbsent = found.length === 0;
  return (
    <li>
      <div className="promise-head">
        <h3>{localized(what)}</h3>
        <Badge shape={isAbsent ? 'circle' : 'triangle'} tone={isAbsent ? 'done' : 'alarm'}>
          {t(isAbsent ? 'absent' : 'present')}
        </Badge>
      </div>
      <p className="quiet">{localized(why)}</p>
      {isAbsent ? null : <p className="text-alarm">{t('foundAt', { names: found.join(', ') })}</p>}
      <details>
        <summary>{t('signs')}</summary>
        <p className="small">{signs.map((sign) => sign.replaceAll('_', ' ')).join(', ')}</p>
        {excused.length > 0 ? (
          <>
            <p className="small strong">{t('excused')}</p>
            <ul className="small">
              {reasonsOf(excused).map(({ reason, places }) => (
                <li key={reason.en}>
                  {localized(reason)} <code>{places.join(', ')}</code>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </details>
    </li>
  );
}

function reasonsOf(excused: RefusedRow['excused']) {
  return groups(excused, ({ reason }) => reason.en).flatMap((each) => {
    const reason = each[0]?.reason;
    return reason ? [{ reason, places: each.map(({ at }) => at.replace(/^\w+:/, '')) }] : [];
  });
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const grouped = new Map<string, T[]>();
  for (const one of all) grouped.set(keyOf(one), [...(grouped.get(keyOf(one)) ?? []), one]);
  return [...grouped.values()];
}

/** One line per term, so that a reader sees at a glance what stays how long. */
function People({ of: { personal, counts } }: { of: Kept }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const terms = groups(personal, ({ kept, erasure }) => `${kept.en} ${erasure}`);
  const figures = {
    personal: number(counts.personal),
    sealed: number(counts.sealed),
    open: number(counts.open),
    inner: number(counts.inner),
  };
  return (
    <section className="promise-people">
      <h2>{t('aboutPeople')}</h2>
      <p>{t('aboutPeopleText', figures)}</p>
      <dl className="promise-terms">
        {terms.map((fields) => (
          <Term key={`${fields[0]?.kept.en} ${fields[0]?.erasure}`} fields={fields} />
        ))}
      </dl>
    </section>
  );
}

type Field = Kept['personal'][number];

function Term({ fields }: { fields: readonly Field[] }) {
  const t = useTexts(words);
  const say = useLocalized();
  const first = fields[0];
  if (!first) return null;
  const { shape, tone } = MARKS[first.erasure];
  return (
    <div>
      <dt>
        {say(first.kept)}
        <Badge shape={shape} tone={tone}>
          {t(first.erasure)}
        </Badge>
      </dt>
      <dd>
        {groups(fields, ({ record }) => record.en).map((each) => (
          <p key={each[0]?.record.en}>
            <span className="strong">{each[0] ? say(each[0].record) : ''}:</span>{' '}
            {each.map(({ field }) => say(field)).join('; ')}
          </p>
        ))}
      </dd>
    </div>
  );
}

const MARKS = {
  'by-itself': { shape: 'circle', tone: 'done' },
  'with-original': { shape: 'half', tone: 'quiet' },
  'not-yet': { shape: 'ring', tone: 'quiet' },
} as const;
