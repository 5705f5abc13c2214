import { useContext } from 'react';
import { createPortal } from 'react-dom';
import { systemClock } from '#shared/time.ts';
import { formatInstant, translate, useLanguage, useTexts, ZoneContext } from '#web/i18n/index.ts';
import { Fingerprint, fingerprintOf, type Key } from '#web/sealing/index.ts';
import { Qr } from '#web/ui/qr.tsx';
import './recovery-sheet.css';
import { sheetWords } from './sheet-words.ts';
import { words } from './words.ts';

type Props = {
  readonly agency: string;
  readonly version: number;
  readonly agencyKey: Key;
  readonly by: string;
};

/** The agency's key on paper. It stands on the screen as it is printed; nothing of it is sent. */
export function RecoverySheet(props: Props) {
  const t = useTexts(sheetWords);
  const sheet = <Sheet {...props} />;
  return (
    <>
      <section aria-label={t('sheet')}>{sheet}</section>
      {/* Paper gets a copy outside the frame of the app, which scrolls and would print one screen of it. */}
      {createPortal(<div className="sealing-print">{sheet}</div>, document.body)}
    </>
  );
}

/** Whoever opens the safe reads Indonesian, whatever the language of the screen; English is added, never instead. */
function Sheet({ agency, version, agencyKey, by }: Props) {
  const zone = useContext(ZoneContext);
  const isEnglish = useLanguage() === 'en';
  const { identity, recipient } = agencyKey;
  const time = formatInstant(systemClock(), zone, 'id');
  const say = (
    key: 'sheetHead' | 'sheetWhat' | 'sheetHow' | 'sheetPrint' | 'sheetCode' | 'sheetMade',
    language: 'id' | 'en' = 'id',
  ) => translate(sheetWords, key, { agency, version, time, name: by }, language);
  return (
    <article className="sealing-sheet" lang="id">
      <header>
        <p className="sealing-sheet-head">{say('sheetHead')}</p>
        <p className="sealing-sheet-agency">
          {agency} · {translate(words, 'keyVersion', { version }, 'id')}
        </p>
        <p>{say('sheetMade')}</p>
      </header>
      <Qr className="sealing-qr" text={identity} label={say('sheetCode')} folded />
      <div className="sealing-sheet-wide">
        <p className="sealing-sheet-label">{say('sheetCode')}</p>
        <p className="sealing-sheet-code">{inFours(identity)}</p>
        <p className="sealing-sheet-label">{say('sheetPrint')}</p>
        <Fingerprint name={agency} fingerprint={fingerprintOf(recipient)} />
        <p>{say('sheetWhat')}</p>
        <p>{say('sheetHow')}</p>
        {isEnglish ? (
          <p lang="en">
            {say('sheetWhat', 'en')} {say('sheetHow', 'en')}
          </p>
        ) : null}
      </div>
    </article>
  );
}

/** The kind of key first, then fours: easier to type back without losing the place. */
function inFours(code: string): string {
  const from = code.lastIndexOf('-') + 2;
  return [code.slice(0, from), ...(code.slice(from).match(/.{1,4}/g) ?? [])].join(' ');
}
