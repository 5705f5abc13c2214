import { useTexts } from '#web/i18n/index.ts';
import { Fingerprint, usePins } from '#web/sealing/index.ts';
import { Checkbox } from '#web/ui/index.ts';
import type { SealingAgency } from '../contract.ts';
import { words } from './words.ts';

type Props = {
  readonly agencies: readonly SealingAgency[];
  readonly own: string;
  readonly chosen: readonly string[];
  /** null: the circle is fixed. */
  readonly onChange: ((chosen: readonly string[]) => void) | null;
};

/** Whom a note is sealed to, each with the fingerprint of the key that will be used. */
export function Recipients({ agencies, own, chosen, onChange }: Props) {
  const t = useTexts(words);
  const { standing, compared } = usePins();
  const ordered = [...agencies].sort((a, b) => Number(b.agencyId === own) - Number(a.agencyId === own));
  const shown = onChange ? ordered : ordered.filter(({ agencyId }) => chosen.includes(agencyId));
  const toggle = (agencyId: string, isChosen: boolean) =>
    onChange?.(isChosen ? [...chosen, agencyId] : chosen.filter((each) => each !== agencyId));
  return (
    <fieldset className="sealing-recipients">
      <legend className="field-label">{t('to')}</legend>
      <p className="field-note">{t(agencies.length > 1 ? 'toNote' : 'onlyUs')}</p>
      <ul className="sealing-plain">
        {shown.map(({ agencyId, short, name, fingerprint }) => (
          <li key={agencyId} className="sealing-recipient">
            <Checkbox
              checked={chosen.includes(agencyId)}
              disabled={agencyId === own || onChange === null}
              onChange={(isChosen) => toggle(agencyId, isChosen)}
            >
              <span className="strong">{short}</span>{' '}
              <span className="quiet small">{agencyId === own ? t('ownAlways') : name}</span>
            </Checkbox>
            {chosen.includes(agencyId) ? (
              <Fingerprint
                name={short}
                fingerprint={fingerprint}
                {...(agencyId === own
                  ? {}
                  : {
                      standing: standing(agencyId, fingerprint),
                      onCompared: () => compared(agencyId, fingerprint),
                    })}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
