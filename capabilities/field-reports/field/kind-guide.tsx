import { useLocalized, useTexts } from '#web/i18n/index.ts';
import type { KindDefinition } from '../report.ts';
import { KindIcon } from './kind-icon.tsx';
import { words } from './words.ts';

/** What to write for each kind of event, whom it reaches, and what the states mean: readable without network. */
export function KindGuide({ kinds }: { kinds: readonly KindDefinition[] }) {
  const t = useTexts(words);
  const say = useLocalized();
  return (
    <article className="guide">
      <p className="quiet">{t('guideNote')}</p>
      {kinds.map((kind) => (
        <section key={kind.key}>
          <h2>
            <KindIcon name={kind.icon} /> {say(kind.name)}
          </h2>
          <p>{say(kind.hint)}</p>
          <p className="quiet small">
            {t('guideReaches', { who: kind.addressees.join(', ').toUpperCase() })}
          </p>
        </section>
      ))}
      <section>
        <h2>{t('guideForbidden')}</h2>
        <p>{t('forbidden')}</p>
      </section>
      <section>
        <h2>{t('guideStates')}</h2>
        <p>{t('guide.waiting')}</p>
        <p>{t('guide.received')}</p>
        <p>{t('guide.read')}</p>
        <p>{t('guide.acted')}</p>
      </section>
    </article>
  );
}
