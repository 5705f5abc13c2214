import './access.css';
import { createPortal } from 'react-dom';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { Button } from '#web/ui/index.ts';
import type { PrintedCard } from '../endpoints-cards.ts';
import { Qr } from './qr.tsx';
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
  const cards = sheet.cards.map((card) => <PostCard key={card.id} card={card} sheet={sheet} />);
  return (
    <Page
      title={t('sheet')}
      form="read"
      actions={
        <>
          <Button onPress={onDone}>{t('done')}</Button>
          <Button kind="primary" icon="print" onPress={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      <p className="quiet">{t('sheetText', { total: sheet.cards.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="access-sheet" aria-label={t('sheet')} tabIndex={0}>
        {cards}
      </section>
      {/* Paper gets a copy outside the frame of the app, which scrolls and would print one screen of it. */}
      {createPortal(<div className="access-print access-sheet">{cards}</div>, document.body)}
    </Page>
  );
}

function PostCard({ card, sheet }: { card: PrintedCard; sheet: Sheet }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  // The date is said once where the shift ends on the day on which it began.
  const [from, until] = [instant(sheet.validFrom), instant(sheet.validUntil)];
  const day = from.split(', ')[0] ?? '';
  const valid = { from, until: until.startsWith(`${day}, `) ? until.slice(day.length + 2) : until };
  return (
    <article className="access-post-card">
      <Qr text={card.link} label={`${card.stationName} ${card.code}`} />
      <div>
        <p className="access-post-head">
          {t('cardHead')} · {sheet.agency}
        </p>
        <p className="access-post-name">{card.stationName}</p>
        <p className="access-post-head">
          {card.area} · {sheet.shift}
        </p>
        <p className="access-post-code">{card.code}</p>
        <p className="access-post-note">{t('cardValid', valid)}</p>
        <p className="access-post-note">{t('cardHelp')}</p>
      </div>
    </article>
  );
}
