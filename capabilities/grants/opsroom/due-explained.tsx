import { useState } from 'react';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { type LawRule, type LegalDue, skipWords } from '../grant.ts';
import { HolidayTables } from './holiday-tables.tsx';
import { words } from './words.ts';

/** The due day with what it hangs on, the rule that says so, and the count behind it for whoever counts again. */
export function DueExplained({ due }: { due: LegalDue }) {
  const t = useTexts(words);
  const { day } = useFormat();
  return (
    <div className="grant-due-why">
      <p>
        <span className="quiet">{t('dueDay')} </span>
        {due.day === null ? (
          <span>{t(`noDay.${due.basis}`)}</span>
        ) : (
          <span className="strong">{day(due.day)}</span>
        )}
        {due.day !== null && due.from !== null ? (
          <span className="quiet"> · {t(`counted.${due.basis}`, { day: day(due.from) })}</span>
        ) : null}
        {due.basis === 'agreed' ? <span className="quiet"> · {t('agreedDay')}</span> : null}
      </p>
      {due.rule ? <Rule rule={due.rule} /> : null}
      {due.assumed ? <Assumed due={due} /> : null}
      {due.skipped.length > 0 || due.table !== null ? <Count due={due} /> : null}
    </div>
  );
}

function Rule({ rule }: { rule: LawRule }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { day } = useFormat();
  return (
    <p className="quiet small">
      {localized(rule.text)} ·{' '}
      {rule.url === null ? (
        rule.citation
      ) : (
        <a href={rule.url} target="_blank" rel="noreferrer">
          {rule.citation}
        </a>
      )}{' '}
      ({t('version', { key: rule.key, version: rule.version })}
      {rule.validFrom === null ? '' : `, ${t('validFrom', { day: day(rule.validFrom) })}`})
    </p>
  );
}

/** What is not firmly known, in words. */
function Assumed({ due }: { due: LegalDue }) {
  const t = useTexts(words);
  const { days } = useFormat();
  const holidays = due.skipped.filter(({ assumed }) => assumed);
  const said = [
    ...(due.uncovered.length > 0
      ? [
          t('assumed.uncovered', {
            count: due.uncovered.length,
            days: days(due.uncovered[0] ?? '', due.uncovered.at(-1) ?? ''),
          }),
        ]
      : []),
    ...(holidays.length > 0
      ? [t('assumed.holidays', { names: [...new Set(holidays.map(({ name }) => name ?? ''))].join(', ') })]
      : []),
    ...(due.rule !== null && due.rule.standing !== 'stated' ? [t('assumed.rule')] : []),
  ];
  return <p className="notice">{[t('assumed'), ...said].join(' ')}</p>;
}

/** Days that were left out and why, and the tables of holidays that say so. */
function Count({ due }: { due: LegalDue }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { day } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const weekends = due.skipped.filter(({ why }) => why === 'weekend').length;
  const holidays = due.skipped.length - weekends;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('skipped', { weekends, holidays })}</summary>
      <ul className="grant-skipped">
        {due.skipped.map((one) => (
          <li key={one.day} className={one.why === 'weekend' ? 'quiet' : ''}>
            <span>{day(one.day)}</span>
            <span>
              {localized(skipWords[one.why])}
              {one.name === null ? '' : `: ${one.name}`}
              {one.assumed ? ` (${t('assumedShort')})` : ''}
            </span>
          </li>
        ))}
        {due.uncovered.map((one) => (
          <li key={one}>
            <span>{day(one)}</span>
            <span>{t('notCovered')}</span>
          </li>
        ))}
      </ul>
      {isOpen && due.table !== null ? <HolidayTables due={due} table={due.table} /> : null}
    </details>
  );
}
