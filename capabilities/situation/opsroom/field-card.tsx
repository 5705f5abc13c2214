import { useTexts } from '#web/i18n/index.ts';
import { useMay } from '#web/shell/index.ts';
import { Icon } from '#web/ui/index.ts';
import './situation.css';
import { words } from './words.ts';

/** The way to the field app, for those whose work is there and who have no desk here. */
export function FieldCard() {
  const t = useTexts(words);
  const hasDesk = useMay('situation.read');
  if (hasDesk) return null;
  return (
    <section className="sit-card">
      <h2>{t('fieldTitle')}</h2>
      <p className="quiet">{t('fieldText')}</p>
      <p>
        {/* Another app, not a screen of this one. */}
        <a href="/lapor/" className="button button-primary button-m">
          <Icon name="message" size={16} />
          <span>{t('fieldOpen')}</span>
        </a>
      </p>
    </section>
  );
}
