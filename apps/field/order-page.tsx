import './order.css';
import { useEffect, useState } from 'react';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import type { Store } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { askOrder, dropOrder, keepOrder, type Order, tellWiped, wipe } from './order.ts';
import { words } from './words.ts';

const ASK_EVERY_MS = 15_000;

type OrderPageProps = {
  readonly order: Order;
  /** Until then the person who was in may still have something open: nothing is followed or deleted. */
  readonly quiet: Promise<void>;
  readonly store: Store;
  readonly onOver: () => void;
};

/** All that a locked phone shows. It keeps asking, and goes on by itself once it is unlocked. */
export function OrderPage(props: OrderPageProps) {
  const { quiet, store, onOver } = props;
  const t = useTexts(words);
  const format = useFormat();
  const [order, setOrder] = useState(props.order);
  const [isTold, setTold] = useState(false);
  const isWiped = order.state !== 'locked';
  useEffect(() => {
    let gone = false;
    const look = async () => {
      await quiet;
      const next = gone ? null : await follow(order, store);
      if (gone || next === null) return;
      if (next === 'over') onOver();
      else if (next === 'told') setTold(true);
      else setOrder(next);
    };
    const again = () => void look();
    if (isTold) return;
    again();
    const timer = setInterval(again, ASK_EVERY_MS);
    window.addEventListener('online', again);
    return () => {
      gone = true;
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [order, isTold, quiet, store, onOver]);
  const told = {
    by: order.by ?? t('orderPosko'),
    at: order.at === null ? '–' : format.instant(order.at),
  };
  return (
    <main className="door order" role="alert">
      <Icon name={isWiped ? 'trash' : 'lock'} size={40} />
      <h1>{t(isWiped ? 'order.wiped' : 'order.locked')}</h1>
      <p className="strong">{t(isWiped ? 'orderWiped' : 'orderLocked', told)}</p>
      {isWiped ? (
        <p>{t(isTold ? 'orderTold' : 'orderNotTold')}</p>
      ) : (
        <>
          <p>{t('orderKept')}</p>
          <p>{t('orderAsk')}</p>
          <p className="quiet small">{t('orderLooking')}</p>
        </>
      )}
    </main>
  );
}

/** One step: ask whether it still stands, or do what was ordered and tell that it is done. Null while nothing changed. */
async function follow(order: Order, store: Store): Promise<Order | 'over' | 'told' | null> {
  if (order.state !== 'locked') {
    await wipe(order);
    if (!(await tellWiped(order))) return null;
    await dropOrder(store);
    return 'told';
  }
  const asked = await askOrder(order.token);
  if (asked === null || asked.state === order.state) return null;
  if (asked.state === 'open') {
    await dropOrder(store);
    return 'over';
  }
  await keepOrder(store, asked);
  return asked;
}
