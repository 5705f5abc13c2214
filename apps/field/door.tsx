import { useCallback, useEffect, useState } from 'react';
import type { Localized } from '#shared/schema.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import type { Store, Vault } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { CardForm } from './card-form.tsx';
import { LacksNotice } from './lacks-notice.tsx';
import { type Card, type Closed, type Entered, enter } from './people.ts';
import { words } from './words.ts';

export type DoorProps = {
  readonly store: Store;
  readonly keeps: boolean;
  /** The secret of a card that came by its link. */
  readonly linked: string | null;
  /** Whom the server asked to sign in again. */
  readonly again: Vault | null;
  readonly onEntered: (entered: Entered) => void;
  readonly onBack: (() => void) | null;
};

/** The start of a shift: choose who it is among those who were here, or come with a card. */
export function Door({ store, keeps, linked, again, onEntered, onBack }: DoorProps) {
  const t = useTexts(words);
  const say = useLocalized();
  const [people, setPeople] = useState<readonly Vault[] | null>(null);
  const [waiting, setWaiting] = useState<ReadonlyMap<string, number>>(new Map());
  const [chosen, setChosen] = useState<Vault | 'new' | null>(again);
  const [secret, setSecret] = useState(linked ?? '');
  const [busy, setBusy] = useState(linked !== null);
  const [trouble, setTrouble] = useState<Localized | 'network' | null>(null);
  useEffect(() => {
    void Promise.all([store.vaults(), store.waiting()]).then(([vaults, counts]) => {
      setPeople(vaults);
      setWaiting(counts);
    });
  }, [store]);
  const come = useCallback(
    async (card: Card) => {
      setBusy(true);
      setTrouble(null);
      const came: Entered | Closed = await enter(store, keeps, card);
      setBusy(false);
      if (!('why' in came)) return onEntered(came);
      if (came.why === 'choose') {
        setSecret(card.secret);
        setPeople(came.among);
        return setChosen(null);
      }
      setChosen((before) => before ?? 'new');
      setTrouble(came.why === 'refused' ? came.problem.detail : 'network');
    },
    [store, keeps, onEntered],
  );
  useEffect(() => {
    if (linked !== null) void come({ secret: linked, pin: '', name: null });
  }, [linked, come]);
  if (people === null) return null;
  const isChoosing = chosen === null && people.length > 0;
  const person = chosen === 'new' ? null : chosen;
  return (
    <main className="door">
      <h1>{t('name')}</h1>
      <LacksNotice keeps={keeps} />
      {isChoosing ? (
        <People people={people} waiting={waiting} onChoose={setChosen} />
      ) : (
        <CardForm
          key={person?.id ?? 'new'}
          person={person}
          keeps={keeps}
          secret={secret}
          busy={busy}
          trouble={trouble === 'network' ? t('noNetworkFirst') : trouble && say(trouble)}
          onCard={(card) => void come(card)}
          onBack={people.length > 0 ? () => (onBack ? onBack() : setChosen(null)) : null}
        />
      )}
    </main>
  );
}

function People(props: {
  people: readonly Vault[];
  waiting: ReadonlyMap<string, number>;
  onChoose: (person: Vault | 'new') => void;
}) {
  const { people, waiting, onChoose } = props;
  const t = useTexts(words);
  return (
    <nav className="people" aria-label={t('who')}>
      <h2>{t('who')}</h2>
      {people.map((each) => (
        <button type="button" className="person" key={each.id} onClick={() => onChoose(each)}>
          <Icon name="lock" size={20} />
          <span>
            <strong>{each.name || each.post}</strong>
            <span className="quiet">
              {each.name ? `${each.post} · ` : ''}
              {each.shift}
            </span>
            {(waiting.get(each.id) ?? 0) > 0 && (
              <span>{t('waitingOf', { count: waiting.get(each.id) ?? 0 })}</span>
            )}
          </span>
        </button>
      ))}
      <button type="button" className="button wide" onClick={() => onChoose('new')}>
        {t('newPerson')}
      </button>
    </nav>
  );
}
