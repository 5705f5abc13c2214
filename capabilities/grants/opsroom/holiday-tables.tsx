import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Answer } from '#web/ui/index.ts';
import { readGrantLaw } from '../doors-overview.ts';
import { type LegalDue, skipWords } from '../grant.ts';
import { words } from './words.ts';

type Table = ReplyOf<typeof readGrantLaw>['tables'][number];

/** The tables of holidays that a count used, with their source; days within the count stand out. */
export function HolidayTables({ due, table }: { due: LegalDue; table: string }) {
  const t = useTexts(words);
  const law = useAsk(readGrantLaw, {});
  return (
    <Answer of={law} rows={3}>
      {({ tables }) => {
        const used = tables.filter(({ id, version }) => table.includes(`${id}@${version}`));
        return used.length === 0 ? (
          <p className="quiet">{t('tableUsed', { table })}</p>
        ) : (
          used.map((one) => <Holidays key={one.id} table={one} due={due} />)
        );
      }}
    </Answer>
  );
}

function Holidays({ table, due }: { table: Table; due: LegalDue }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { day } = useFormat();
  const counted = new Set(due.skipped.map((one) => one.day));
  return (
    <details className="grant-holidays">
      <summary>
        {t('holidayTable', { table: `${table.id}@${table.version}`, count: table.days.length })}
      </summary>
      <p className="quiet small">
        {t('tableFrom', { source: table.source, from: day(table.from), to: day(table.to) })}
      </p>
      <ul className="grant-skipped">
        {table.days.map((one) => (
          <li key={one.day} className={counted.has(one.day) ? 'strong' : ''}>
            <span>{day(one.day)}</span>
            <span>
              {one.name} <span className="quiet">· {localized(skipWords[one.kind])}</span>
              {one.standing === 'stated' ? '' : ` (${t('assumedShort')})`}
              {counted.has(one.day) ? ` · ${t('skippedHere')}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
