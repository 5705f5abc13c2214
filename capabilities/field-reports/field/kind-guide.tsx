import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Kinds } from './kinds.ts';
import { words } from './words.ts';

/** What to write for each kind of event, whom it reaches, and what the states mean: readable without network. */
export function KindGuide({ known }: { known: Kinds }) {
  const t = useTexts(words);
  const say = useLocalized();
  return (
    <article className="guide">
      <p className="quiet">{t('guideNote')}</p>
      {known.kinds.map((kind) => (
        <section key={kind.key}>
          <h2>
            <KindIcon name={kind.icon} /> {say(kind.name)}
          </h2>
          <p>{say(kind.hint)}</p>
          <p className="quiet small">
            {t('guideReaches', { who: whoReads(kind.addressees, known) || t('desk') })}
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
        <p>{t('guide.resolved')}</p>
      </section>
    </article>
  );
}

/** What these kinds of agency are called, as far as this phone knows; empty when only the operations post reads it. */
function whoReads(addressees: readonly string[], { agencies }: Kinds): string {
  const names = addressees.map((kind) => agencies.find((agency) => agency.kind === kind)?.kindName);
  return [...new Set(names.filter((name) => name !== undefined))].join(', ');
}
