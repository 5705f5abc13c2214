import './access.css';
import './card-sheet.css';
import { useContext } from 'react';
import { createPortal } from 'react-dom';
import { formatInstant, translate, useLanguage, useTexts, ZoneContext } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { Button } from '#web/ui/index.ts';
import { Qr } from '#web/ui/qr.tsx';
import type { PrintedCard } from '../endpoints-cards.ts';
import { AddressWarning } from './address-warning.tsx';
import { useLeaving } from './leaving.tsx';
import { words } from './words.ts';

export type Sheet = {
  readonly agency: string;
  readonly shift: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly cards: readonly PrintedCard[];
};

/** The cards as they are printed. They live in this page alone: once it is closed nobody can show them again. */
export function CardSheet({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const t = useTexts(words);
  const leaving = useLeaving(onDone);
  const cards = sheet.cards.map((card) => <PostCard key={card.id} card={card} sheet={sheet} />);
  return (
    <Page
      title={t('sheet')}
      form="read"
      actions={
        <>
          <Button onPress={leaving.done}>{t('done')}</Button>
          <Button kind="primary" icon="print" onPress={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      {leaving.dialog}
      <AddressWarning />
      <p className="quiet">{t('sheetText', { count: sheet.cards.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="access-sheet" aria-label={t('sheet')} tabIndex={0}>
        {cards}
      </section>
      {/* Paper gets a copy outside the frame of the app, which scrolls and would print one screen of it. */}
      {createPortal(<div className="access-print access-sheet">{cards}</div>, document.body)}
    </Page>
  );
}

/** Whoever stands at a post reads Indonesian, whatever the language of the screen; English is added, never instead. */
function PostCard({ card, sheet }: { card: PrintedCard; sheet: Sheet }) {
  const zone = useContext(ZoneContext);
  const isEnglish = useLanguage() === 'en';
  const say = (key: 'cardHead' | 'cardHow' | 'cardLost') => translate(words, key, {}, 'id');
  // The date is said once where the shift ends on the day on which it began.
  const [from, until] = [sheet.validFrom, sheet.validUntil].map((at) =>
    formatInstant(new Date(at), zone, 'id'),
  );
  const day = from?.split(', ')[0] ?? '';
  const end = until?.startsWith(`${day}, `) ? until.slice(day.length + 2) : until;
  const valid = translate(words, 'cardValid', { from: from ?? '', until: end ?? '' }, 'id');
  const [address = ''] = card.link.split('#');
  return (
    <article className="access-post-card" lang="id">
      <Qr className="access-qr" text={card.link} label={`${card.stationName} ${card.code}`} />
      <div>
        <p className="access-post-head">
          {say('cardHead')} · {sheet.agency}
        </p>
        <p className="access-post-name">{card.stationName}</p>
        <p className="access-post-head">
          {card.areaName === card.area ? card.area : `${card.areaName} (${card.area})`}
        </p>
        <p className="access-post-code">{card.code}</p>
        <p className="access-post-head">
          {sheet.shift} · {valid}
        </p>
      </div>
      <div className="access-post-foot">
        <p className="access-post-note">
          {say('cardHow')} <span className="access-post-address">{address}</span>
        </p>
        <p className="access-post-note">{say('cardLost')}</p>
        {isEnglish ? (
          <p className="access-post-note" lang="en">
            {translate(words, 'cardEnglish', {}, 'en')}
          </p>
        ) : null}
      </div>
    </article>
  );
}
