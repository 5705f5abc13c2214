import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { StandingNote } from '#web/ui/index.ts';
import type { PatternRow, readPatterns } from '../plan.ts';
import { words } from './words.ts';

/** Patterns in force first; former and coming ones below them, for nothing is overwritten. */
export function PatternList({ found }: { found: ReplyOf<typeof readPatterns> }) {
  const t = useTexts(words);
  const orderOf = (key: string) => found.classes.find((one) => one.key === key)?.order ?? 99;
  const sorted = [...found.patterns].sort(
    (a, b) =>
      Number(b.inForce === 'yes') - Number(a.inForce === 'yes') || orderOf(a.class) - orderOf(b.class),
  );
  return (
    <section>
      <h2>{t('patterns')}</h2>
      {sorted.length === 0 ? <p className="quiet">{t('patternsNone')}</p> : null}
      <ul className="plan-lines">
        {sorted.map((pattern) => (
          <Line key={pattern.id} pattern={pattern} />
        ))}
      </ul>
    </section>
  );
}

function Line({ pattern }: { pattern: PatternRow }) {
  const t = useTexts(words);
  const { day } = useFormat();
  const localized = useLocalized();
  const { police, stations, linmasPerStation: linmas, writtenAs, reading } = pattern;
  return (
    <li className={pattern.inForce === 'yes' ? '' : 'quiet'}>
      <div>
        <strong>{pattern.className ? localized(pattern.className) : pattern.class}</strong>{' '}
        <span className="quiet">{pattern.area ?? t('wholeOperation')}</span>
      </div>
      <div>
        {t('patternText', { police, count: stations })} · {t('linmasText', { linmas })}
      </div>
      <div className="quiet small">
        {writtenAs && reading ? `${t('written', { text: writtenAs, reading })} · ` : ''}
        {t('from', { day: day(pattern.validFrom) })} · {pattern.source} ·{' '}
        <StandingNote standing={pattern.standing} />
        {pattern.inForce === 'yes' ? '' : ` · ${t('notInForce')}`}
      </div>
    </li>
  );
}
