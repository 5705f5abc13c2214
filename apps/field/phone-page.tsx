import { useEffect, useState } from 'react';
import { KEPT_DAYS } from '#rooms/field-reports/field/index.ts';
import { chooseLanguage, useLanguage, useTexts } from '#web/i18n/index.ts';
import { isWaiting, type Vault, type View } from '#web/outbox/index.ts';
import { chooseTheme, type ThemeChoice, themeChoice } from '#web/shell/theme.ts';
import { askToKeep, opensOffline } from './device.ts';
import { LacksNotice } from './lacks-notice.tsx';
import { words } from './words.ts';

const THEMES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];

/** What this phone promises and what not; language, appearance, and handing the phone on. */
export function PhonePage(props: { view: View; vault: Vault; keeps: boolean; onLock: () => void }) {
  const { view, vault, keeps, onLock } = props;
  const t = useTexts(words);
  const [isAsked, setAsked] = useState(false);
  const waiting = view.items.filter(isWaiting).length;
  return (
    <div className="form">
      <LacksNotice keeps={keeps} />
      {keeps && <Promises hasPin={vault.hasPin} />}
      <Choices />
      {isAsked && waiting > 0 ? (
        <div className="notice" role="alert">
          <p>{t('lockWaiting', { count: waiting })}</p>
          <button type="button" className="button wide" onClick={() => setAsked(false)}>
            {t('stay')}
          </button>
          <button type="button" className="button button-danger wide" onClick={onLock}>
            {t('lockAnyway')}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button wide"
          onClick={() => (waiting > 0 ? setAsked(true) : onLock())}
        >
          {t('lock')}
        </button>
      )}
      {keeps && <p className="quiet small">{t('lockNote')}</p>}
    </div>
  );
}

function Promises({ hasPin }: { hasPin: boolean }) {
  const t = useTexts(words);
  const [kept, setKept] = useState<boolean | null>(null);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    void askToKeep().then(setKept);
    void opensOffline().then(setOffline);
  }, []);
  const lasting = { true: t('keptYes'), false: t('keptNo'), null: t('keptUnknown') }[`${kept}`];
  return (
    <ul className="promises">
      <li>{t('sealedYes', { pin: hasPin ? t('sealedPin') : '' })}</li>
      <li className={kept ? '' : 'alarm'}>{lasting}</li>
      <li className={offline ? '' : 'alarm'}>{t(offline ? 'offlineYes' : 'offlineNo')}</li>
      <li>{t('forgets', { days: KEPT_DAYS })}</li>
    </ul>
  );
}

function Choices() {
  const t = useTexts(words);
  const language = useLanguage();
  const [theme, setTheme] = useState(themeChoice);
  return (
    <>
      <fieldset>
        <legend>{t('language')}</legend>
        <div className="chips">
          <label className="chip">
            <input
              type="radio"
              name="language"
              checked={language === 'id'}
              onChange={() => chooseLanguage('id')}
            />
            <span lang="id">Bahasa Indonesia</span>
          </label>
          <label className="chip">
            <input
              type="radio"
              name="language"
              checked={language === 'en'}
              onChange={() => chooseLanguage('en')}
            />
            <span lang="en">English</span>
          </label>
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('theme')}</legend>
        <div className="chips">
          {THEMES.map((each) => (
            <label className="chip" key={each}>
              <input
                type="radio"
                name="theme"
                checked={each === theme}
                onChange={() => {
                  chooseTheme(each);
                  setTheme(each);
                }}
              />
              <span>{t(`theme.${each}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
