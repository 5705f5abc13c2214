import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { type HelpNeeded, helpNeeded, type KindDefinition, TEXT_LIMIT } from '../report.ts';
import { hintsFor } from '../rules.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Kinds } from './kinds.ts';
import { words } from './words.ts';

/** What happened, and what to write about such a thing. */
export function KindChoice(props: {
  kinds: readonly KindDefinition[];
  chosen: KindDefinition | undefined;
  onChange: (key: string) => void;
}) {
  const { kinds, chosen, onChange } = props;
  const t = useTexts(words);
  const say = useLocalized();
  return (
    <fieldset>
      <legend>{t('what')}</legend>
      <div className="chips">
        {kinds.map((kind) => (
          <label className="chip" key={kind.key}>
            <input type="radio" name="kind" checked={kind === chosen} onChange={() => onChange(kind.key)} />
            <span>
              <KindIcon name={kind.icon} size={16} /> {say(kind.name)}
            </span>
          </label>
        ))}
      </div>
      {kinds.length === 0 && <p className="notice">{t('noKinds')}</p>}
      {chosen && <p className="quiet">{say(chosen.hint)}</p>}
    </fieldset>
  );
}

/** The agency whose own people it is about: it cannot read the report. */
export function AboutField(props: {
  agencies: Kinds['agencies'];
  about: string | null;
  onChange: (agencyId: string | null) => void;
}) {
  const { agencies, about, onChange } = props;
  const t = useTexts(words);
  return (
    <label className="field">
      <span>{t('about')}</span>
      <select value={about ?? ''} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{t('aboutNone')}</option>
        {agencies.map((agency) => (
          <option key={agency.id} value={agency.id}>
            {agency.name}
          </option>
        ))}
      </select>
      <span className="quiet small">{t('aboutNote')}</span>
    </label>
  );
}

export function HelpChoice({ help, onChange }: { help: HelpNeeded; onChange: (help: HelpNeeded) => void }) {
  const t = useTexts(words);
  return (
    <fieldset>
      <legend>{t('help')}</legend>
      <div className="chips">
        {helpNeeded.map((each) => (
          <label className="chip" key={each}>
            <input type="radio" name="help" checked={each === help} onChange={() => onChange(each)} />
            <span>{t(`help.${each}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function TextField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useTexts(words);
  const say = useLocalized();
  return (
    <label className="field">
      <span>{t('text')}</span>
      <textarea
        rows={3}
        maxLength={TEXT_LIMIT}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="quiet small" aria-live="polite">
        {hintsFor(text).length === 0 ? t('textHint') : ''}
        {hintsFor(text).map((hint) => (
          <span className="notice" key={hint.key}>
            {say(hint.text)}
          </span>
        ))}
      </span>
    </label>
  );
}
