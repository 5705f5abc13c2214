import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Statement } from '#web/kit/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref } from '#web/shell/index.ts';
import { Answer, AppLink, Drawer, StandingNote } from '#web/ui/index.ts';
import { readGrant } from '../doors-reading.ts';
import { bucketWords } from '../grant.ts';
import { Doing } from './doing.tsx';
import { Meters } from './meters.tsx';
import { AbsorbedSection, ReturnSection } from './money-sections.tsx';
import { Amount, useRupiah } from './money-text.tsx';
import { Tranches } from './tranches.tsx';
import type { Grant } from './use-grant.ts';
import { words } from './words.ts';

/** One agreement beside the list: what was agreed, what is due and why, what came, was spent and went back. */
export function GrantDrawer({ grantId, onClose }: { grantId: string; onClose: () => void }) {
  const t = useTexts(words);
  const grant = useAsk(readGrant, { params: { grantId } });
  const [isTyping, setTyping] = useState(false);
  useLive(['grant'], [readGrant]);
  const title =
    grant.state === 'ready'
      ? `${grant.data.governmentName} → ${t(`recipient.${grant.data.recipient}`)}`
      : t('title');
  return (
    <Drawer title={title} open onClose={onClose} wide dismissable={!isTyping}>
      <Answer of={grant} rows={8}>
        {(data) => (
          <div className="grant">
            <Head grant={data} />
            <Doing grant={data} onTyping={setTyping} />
            <Facts grant={data} />
            <Tranches grant={data} />
            <AbsorbedSection grant={data} />
            <ReturnSection grant={data} />
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

function Head({ grant }: { grant: Grant }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { short } = useRupiah();
  const parts = [
    t('transferredSum', { sum: short(grant.transferred) }),
    grant.absorbedAsOf === null ? t('absorbedUnknown') : t('absorbedSum', { sum: short(grant.absorbed) }),
    ...(grant.returned === 0 ? [] : [t('returnedSum', { sum: short(grant.returned) })]),
    ...(grant.unspent > 0 && grant.absorbedAsOf !== null
      ? [t('unspentSum', { sum: short(grant.unspent) })]
      : []),
  ];
  return (
    <section className="grant-head">
      <p className="grant-head-sum">
        <Amount amount={grant.amount} roundedTo={grant.roundedTo} />
      </p>
      <Meters {...grant} />
      <p>{parts.join(' · ')}</p>
      <p className="quiet small">{t('bucketOf', { bucket: localized(bucketWords[grant.bucket]) })}</p>
    </section>
  );
}

function Facts({ grant }: { grant: Grant }) {
  const t = useTexts(words);
  const href = useHref();
  const { short } = useRupiah();
  const where = JSON.stringify([{ field: 'area', is: 'within', value: grant.government }]);
  return (
    <Statement
      facts={[
        [
          t('giver'),
          <>
            {grant.governmentName}{' '}
            <AppLink to={href(`situasi?${new URLSearchParams({ where })}`)}>{t('onMap')}</AppLink>
          </>,
        ],
        [t('receiver'), grant.recipientName],
        [t('number'), grant.number ?? <span className="quiet">{t('notStated')}</span>],
        [t('signedOn'), <Signed key="signed" on={grant.signedOn} />],
        [t('rounding'), grant.roundedTo === 1 ? null : t('roundedTo', { to: short(grant.roundedTo) })],
        [
          t('source'),
          <>
            {grant.source} · <StandingNote standing={grant.standing} />
          </>,
        ],
        [t('note'), grant.note],
      ]}
    />
  );
}

function Signed({ on }: { on: string | null }) {
  const t = useTexts(words);
  const { day } = useFormat();
  return on === null ? <span className="quiet">{t('signedUnknown')}</span> : day(on);
}
