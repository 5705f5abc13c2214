import type { ReplyOf } from '#shared/endpoint.ts';
import type { Condition } from '#shared/table.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import type { readGrantTotals } from '../doors-overview.ts';
import { type Bucket, bucketWords, type Recipient } from '../grant.ts';
import { Meters } from './meters.tsx';
import { useRupiah } from './money-text.tsx';
import { words } from './words.ts';

type Totals = ReplyOf<typeof readGrantTotals>;

/** What was agreed, transferred, absorbed and returned: of all, and of each recipient; each a door into its list. */
export function TotalsStrip({ totals }: { totals: Totals }) {
  const t = useTexts(words);
  const listOf = useListOf();
  return (
    <div className="grant-totals">
      <Total name={t('allRecipients')} money={totals.all} to={listOf([])} />
      {totals.byRecipient.map(({ recipient, ...money }) => (
        <Total
          key={recipient}
          name={t(`recipient.${recipient}`)}
          money={money}
          to={listOf([{ field: 'recipient', is: 'eq', value: recipient satisfies Recipient }])}
        />
      ))}
    </div>
  );
}

function useListOf(): (where: readonly Condition[]) => string {
  const href = useHref();
  return (where) =>
    href(where.length === 0 ? 'hibah' : `hibah?${new URLSearchParams({ where: JSON.stringify(where) })}`);
}

function Total({ name, money, to }: { name: string; money: Totals['all']; to: string }) {
  const t = useTexts(words);
  const { short, full } = useRupiah();
  const isRounded = money.roundedBy > 0;
  const hint = [full(money.agreed), ...(isRounded ? [t('roundedBy', { by: short(money.roundedBy) })] : [])];
  return (
    <AppLink to={to} className="grant-total">
      <span className="quiet small">
        {name} · {t('agreements', { count: money.grants })}
      </span>
      <span className="grant-total-sum" title={hint.join('\n')}>
        {isRounded ? '≈ ' : ''}
        {short(money.agreed)}
      </span>
      <Meters {...money} />
      <span className="grant-meter">
        <span>{t('returned')}</span>
        {money.returned === 0 ? (
          <span className="quiet">{t('noneSoFar')}</span>
        ) : (
          <span className="strong">{short(money.returned)}</span>
        )}
      </span>
    </AppLink>
  );
}

const TONES: Record<Bucket, string> = { full: 'class-3', part: 'class-2', low: 'class-1' };

/** How many agreements the ministry would sort into each of its three buckets; each a door into its list. */
export function Buckets({ totals }: { totals: Totals }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const listOf = useListOf();
  return (
    <div className="grant-buckets">
      <span className="quiet small">{t('buckets')}</span>
      <span className="grant-buckets-bar" aria-hidden="true">
        {totals.byBucket.map(({ bucket, grants }) => (
          <span key={bucket} className={`grant-bucket-${TONES[bucket]}`} style={{ flexGrow: grants }} />
        ))}
      </span>
      {totals.byBucket.map(({ bucket, grants }) => (
        <AppLink
          key={bucket}
          to={listOf([{ field: 'bucket', is: 'eq', value: bucket }])}
          className="grant-bucket"
        >
          <span className={`grant-swatch grant-bucket-${TONES[bucket]}`} aria-hidden="true" />
          {localized(bucketWords[bucket])} <span className="strong">{number(grants)}</span>
        </AppLink>
      ))}
    </div>
  );
}
