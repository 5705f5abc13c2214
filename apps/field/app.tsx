import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react';
import type { Store, Vault } from '#web/outbox/index.ts';
import { takeLinkedCard } from './card.ts';
import { Door } from './door.tsx';
import { Inside } from './inside.tsx';
import { type OpenPost, openPost } from './open-post.ts';
import { keepOrder, keptOrder, type Order, onOrderElsewhere } from './order.ts';
import { OrderPage } from './order-page.tsx';
import { close, type Entered, resume } from './people.ts';

type Where =
  | { readonly at: 'starting' }
  | { readonly at: 'door'; readonly linked: string | null; readonly again: Vault | null }
  | { readonly at: 'post'; readonly open: OpenPost }
  | { readonly at: 'order'; readonly order: Order; readonly quiet: Promise<void> };

/** Either at the door or at one's post. A person who must sign in again can go back and write on. */
export function App({ store, keeps }: { store: Store; keeps: boolean }) {
  const [where, setWhere] = useState<Where>({ at: 'starting' });
  const [open, setOpen] = useState<OpenPost | null>(null);
  const stand = useCallback((order: Order, quiet: Promise<void>) => {
    setOpen(null);
    setWhere((now) => (now.at === 'order' ? now : { at: 'order', order, quiet }));
  }, []);
  const goIn = useCallback(
    async (entered: Entered, before: OpenPost | null) => {
      await before?.stop();
      // The screen first: a disk or a line may let the rest wait.
      const obey = (order: Order) => stand(order, settled([keepOrder(store, order), post.stop()]));
      const post: OpenPost = await openPost(store, entered, obey);
      setOpen(post);
      setWhere((now) => (now.at === 'order' ? now : { at: 'post', open: post }));
    },
    [store, stand],
  );
  useEffect(() => onOrderElsewhere((order) => stand(order, settled([open?.stop()]))), [stand, open]);
  useEffect(() => {
    void begin(store).then(({ order, entered, linked }) => {
      if (order) return stand(order, Promise.resolve());
      return entered ? goIn(entered, null) : setWhere({ at: 'door', linked, again: null });
    });
  }, [store, goIn, stand]);
  useLinkedCards(setWhere);
  const onEntered = useCallback((entered: Entered) => void goIn(entered, open), [goIn, open]);
  if (where.at === 'starting') return null;
  if (where.at === 'order') {
    const onOver = () => setWhere({ at: 'door', linked: null, again: null });
    return <OrderPage order={where.order} quiet={where.quiet} store={store} onOver={onOver} />;
  }
  if (where.at === 'door') {
    const onBack = open ? () => setWhere({ at: 'post', open }) : null;
    return <Door {...where} store={store} keeps={keeps} onEntered={onEntered} onBack={onBack} />;
  }
  const lock = async () => {
    await where.open.stop();
    await close(store, where.open.entered.vault.id);
    setOpen(null);
    location.hash = '';
    setWhere({ at: 'door', linked: null, again: null });
  };
  return (
    <Inside
      open={where.open}
      keeps={keeps}
      onLock={() => void lock()}
      onSignIn={() => setWhere({ at: 'door', linked: null, again: where.open.entered.vault })}
    />
  );
}

/** A link of a card that is opened while the app is: somebody comes to the door with it. */
function useLinkedCards(setWhere: Dispatch<SetStateAction<Where>>) {
  useEffect(() => {
    const onHash = () => {
      const linked = takeLinkedCard();
      // A card does not open a phone that was locked.
      const come = (now: Where): Where => (now.at === 'order' ? now : { at: 'door', linked, again: null });
      if (linked !== null) setWhere(come);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [setWhere]);
}

/** Done once nothing of the person who was in goes on behind the order. */
async function settled(ends: readonly (Promise<void> | undefined)[]): Promise<void> {
  await Promise.all(ends);
}

type Start = {
  readonly order: Order | null;
  readonly entered: Entered | null;
  readonly linked: string | null;
};

async function begin(store: Store): Promise<Start> {
  const linked = takeLinkedCard();
  const order = await keptOrder(store);
  return { order, linked, entered: linked === null && order === null ? await resume(store) : null };
}
