import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Fingerprint, usePins } from '#web/sealing/index.ts';
import { Answer, EmptyState } from '#web/ui/index.ts';
import { readSealingAgencies } from '../contract.ts';
import { words } from './words.ts';

/** Keys of other agencies, to be compared by telephone. */
export function OtherAgencies({ own }: { own: string }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { standing, compared } = usePins();
  const asked = useAsk(readSealingAgencies, {});
  const none = <EmptyState icon="key" title={t('noOthers')} text={t('noOthersText')} />;
  return (
    <Answer
      of={asked}
      isEmpty={({ agencies }) => agencies.every(({ agencyId }) => agencyId === own)}
      empty={none}
    >
      {({ agencies }) => (
        <div className="sealing-keys sealing-scroll">
          <p className="quiet">{t('othersText')}</p>
          {agencies
            .filter(({ agencyId }) => agencyId !== own)
            .map(({ agencyId, short, name, version, fingerprint, madeAt }) => (
              <section key={agencyId} className="sealing-card">
                <h2>{short}</h2>
                <p className="quiet">
                  {name} · {t('keyVersion', { version })} · {instant(madeAt)}
                </p>
                <Fingerprint
                  name={short}
                  fingerprint={fingerprint}
                  standing={standing(agencyId, fingerprint)}
                  onCompared={() => compared(agencyId, fingerprint)}
                />
              </section>
            ))}
        </div>
      )}
    </Answer>
  );
}
