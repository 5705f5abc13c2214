import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { causes, listOpenings, type OpeningRow } from '../contract.ts';
import './break-glass.css';
import { words } from './words.ts';

const where = (field: string, is: string, value: string | readonly string[]) =>
  JSON.stringify([{ field, is, value }]);
const OPEN = where('state', 'eq', 'open');
const MINE = where('mine', 'eq', 'review');

/** On the start page: what is open now, and what waits for this person's review. */
export function HomeCard() {
  const { id: operationId } = useOperation();
  const params = { operationId };
  const open = useAsk(listOpenings, { params, query: { where: OPEN, limit: 20 } });
  const waiting = useAsk(listOpenings, { params, query: { where: MINE, limit: 100 } });
  useLive(['break-glass'], [listOpenings]);
  const now = open.state === 'ready' ? open.data.rows : [];
  const mine = waiting.state === 'ready' ? waiting.data.rows : [];
  if (now.length + mine.length === 0) return null;
  return (
    <section className="emergency-card">
      {now.map((opening) => (
        <OpenNow key={opening.id} opening={opening} />
      ))}
      {mine.length > 0 ? <ForMe waiting={mine} /> : null}
    </section>
  );
}

function OpenNow({ opening }: { opening: OpeningRow }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { time, zone, number } = useFormat();
  const href = useHref();
  const { openedName, agency, cause, reason, openedAt, until, reads, ordinal } = opening;
  return (
    <div className="emergency-now">
      <Icon name="warning" size={18} />
      <div>
        <p className="strong">
          {t('cardOpen', { name: openedName, agency: agency ?? '' })} · {localized(causes[cause])}
        </p>
        <p className="emergency-reason">{reason}</p>
        <p className="small">
          {t('cardSince', { since: time(openedAt), until: `${time(until)} ${zone}` })} ·{' '}
          {t('cardReads', { reads: number(reads) })} · {t('ordinalText', { count: ordinal })}
        </p>
        <AppLink to={href('darurat')}>{t('cardLink')}</AppLink>
      </div>
    </div>
  );
}

function ForMe({ waiting }: { waiting: readonly OpeningRow[] }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const href = useHref();
  const overdue = waiting.filter(({ state }) => state === 'overdue').length;
  return (
    <div className={`notice ${overdue > 0 ? 'notice-alarm' : 'notice-attention'}`}>
      <Icon name="user-check" size={16} />
      <div>
        <p className="strong">{t('cardWaiting', { total: number(waiting.length) })}</p>
        {overdue > 0 ? <p>{t('cardOverdue', { total: number(overdue) })}</p> : null}
        <AppLink to={`${href('darurat')}?${new URLSearchParams({ where: MINE })}`}>{t('cardReview')}</AppLink>
      </div>
    </div>
  );
}
