import './access.css';
import './security.css';
import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Answer, AppLink, Button, Drawer, EmptyState } from '#web/ui/index.ts';
import { listPhones, readPhone } from '../endpoints-phones.ts';
import { deviceName } from './device-name.ts';
import { type OrderName, orders, usePhoneOrders } from './phone-orders.tsx';
import { words } from './words-phones.ts';

type Row = ReplyOf<typeof listPhones>['rows'][number];
type Detail = ReplyOf<typeof readPhone>;

/** Phones of those who came by a card: find a lost one by its post, lock it, and see what of it is not known. */
export function PhonesPage() {
  const t = useTexts(words);
  const { id } = useOperation();
  const mayOrder = useMay('card.issue');
  const [open, setOpen] = useState<Row | null>(null);
  const { actions, dialog, ask } = usePhoneOrders();
  return (
    <Page title={t('title')} note={t('note')}>
      <DataTable
        endpoint={listPhones}
        label={t('title')}
        query={{ operation: id }}
        rowKey={(row) => row.id}
        cells={{
          device: (row) => (row.device === null ? '–' : deviceName(row.device)),
          waiting: (row) => <Waiting of={row} />,
        }}
        onOpen={setOpen}
        bulk={mayOrder ? actions : []}
        live={['post-card']}
        empty={<EmptyState icon="phone" title={t('none')} text={t('noneText')} />}
      />
      <Drawer
        title={open === null ? '' : `${open.name} · ${open.post}`}
        open={open !== null}
        onClose={() => setOpen(null)}
      >
        {open ? <PhoneCard key={open.id} of={open} onOrder={mayOrder ? ask : null} /> : null}
      </Drawer>
      {dialog}
    </Page>
  );
}

/** A number stands for the moment at which the phone said it, and for nothing later. */
function Waiting({ of: { waiting, waitingAt } }: { of: Row }) {
  const t = useTexts(words);
  const { time } = useFormat();
  if (waiting === null || waitingAt === null) return t('unknown');
  return (
    <span>
      {t('unknown')}{' '}
      <span className="quiet small">{t('lastSaid', { count: waiting, at: time(waitingAt) })}</span>
    </span>
  );
}

type CardProps = { readonly of: Row; readonly onOrder: ((name: OrderName, id: string) => void) | null };

/** What is known of one phone, and what is not: no line here guesses. */
function PhoneCard({ of: given, onOrder }: CardProps) {
  const t = useTexts(words);
  const href = useHref();
  const { instant } = useFormat();
  const where = JSON.stringify([{ field: 'id', is: 'eq', value: given.id }]);
  const fresh = useAsk(listPhones, { query: { where, limit: 1 } });
  const detail = useAsk(readPhone, { params: { phoneId: given.id } });
  const row = (fresh.state === 'ready' ? fresh.data.rows[0] : undefined) ?? given;
  return (
    <Answer of={detail} rows={6}>
      {({ reports, order, sharedWith }) => (
        <div className="access-form">
          <dl className="access-facts">
            <dt>{t('contact')}</dt>
            <dd>{instant(row.contactAt)}</dd>
            <dt>{t('received')}</dt>
            <dd>
              {reports.lastAt === null
                ? t('receivedNone')
                : t('receivedNote', { count: reports.received, at: instant(reports.lastAt) })}
            </dd>
            <dt>{t('waiting')}</dt>
            <dd>
              {row.waiting === null || row.waitingAt === null
                ? t('waitingUnknown')
                : t('waitingKnown', { count: row.waiting, at: instant(row.waitingAt) })}
            </dd>
            {order ? <GivenOrder of={row} order={order} /> : null}
            {sharedWith.length > 0 ? (
              <>
                <dt>{t('shared')}</dt>
                <dd>{sharedWith.join(', ')}</dd>
              </>
            ) : null}
          </dl>
          <AppLink to={href(`tps/${row.stationId}`)}>{t('toStation')}</AppLink>
          {onOrder ? (
            <div className="access-actions">
              {orders
                .filter((name) => isOffered(name, row.state))
                .map((name) => (
                  <Button
                    key={name}
                    kind={name === 'wipe' ? 'danger' : 'plain'}
                    onPress={() => onOrder(name, row.id)}
                  >
                    {t(name)}
                  </Button>
                ))}
            </div>
          ) : null}
        </div>
      )}
    </Answer>
  );
}

function GivenOrder({ of: row, order }: { of: Row; order: NonNullable<Detail['order']> }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { by, at, toldAt } = order;
  return (
    <>
      <dt>{t('order')}</dt>
      <dd>
        {t(`order.${orderOf(row)}`, { by: by ?? t('somebody'), at: instant(at) })}
        {row.reached === null ? null : (
          <p className={toldAt === null ? 'alarm' : ''}>
            {toldAt === null ? t('notReached') : t('reached', { at: instant(toldAt) })}
          </p>
        )}
      </dd>
    </>
  );
}

const orderOf = ({ state }: Row) =>
  state === 'locked' || state === 'wipe-ordered' || state === 'wiped' ? state : 'open';

function isOffered(name: OrderName, state: Row['state']): boolean {
  if (state === 'wiped') return false;
  if (name === 'lock') return state !== 'locked';
  if (name === 'unlock') return state === 'locked' || state === 'wipe-ordered';
  return state !== 'wipe-ordered';
}
