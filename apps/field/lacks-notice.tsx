import { useTexts } from '#web/i18n/index.ts';
import { lacks } from './device.ts';
import { words } from './words.ts';

/** What this page cannot do here, by name. Nothing where nothing is missing. */
export function LacksNotice({ keeps }: { keeps: boolean }) {
  const t = useTexts(words);
  const missing = lacks();
  if (missing.length === 0 && keeps) return null;
  return (
    <section className="notice" aria-label={t('lacksTitle')}>
      <p>{t(isSecureContext ? 'lacksWhyOther' : 'lacksWhy')}</p>
      <ul>
        {missing.map((lack) => (
          <li key={lack}>{t(`lack.${lack}`)}</li>
        ))}
      </ul>
      {!keeps && <p className="strong">{t('notKept')}</p>}
    </section>
  );
}
