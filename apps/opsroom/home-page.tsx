import { lazy, type ReactNode, Suspense } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { FaultBoundary, Page, usePerson } from '#web/shell/index.ts';
import { EmptyState, Loading, loadPart } from '#web/ui/index.ts';
import { rooms } from './rooms.ts';
import { words } from './words.ts';

const cards = rooms
  .flatMap(({ home }) => home ?? [])
  .toSorted((one, other) => one.order - other.order)
  .map((card) => ({ ...card, Card: lazy(async () => ({ default: await loadPart(card.load) })) }));

/** Posko hari ini: what happens today, what waits for me, what is short; each room says its part. */
export function HomePage() {
  const t = useTexts(words);
  const { name } = usePerson();
  return (
    <Page title={t('homeTitle')} note={name}>
      <HomeCards
        scope="operation"
        none={<EmptyState icon="home" title={t('homeNone')} text={t('homeNoneText')} />}
      />
    </Page>
  );
}

/** The cards that this person may see: below an operation, or for those who keep the house. */
export function HomeCards({ scope, none }: { scope: 'operation' | 'house'; none: ReactNode }) {
  const { permissions } = usePerson();
  const mine = cards.filter(
    (card) =>
      (card.scope ?? 'operation') === scope &&
      (card.permission === undefined || permissions.includes(card.permission)),
  );
  if (mine.length === 0) return none;
  return (
    <div className="home-scroll">
      <div className="home-cards">
        {mine.map(({ key, Card }) => (
          <FaultBoundary key={key} resetKey={key}>
            <Suspense fallback={<Loading rows={3} />}>
              <Card />
            </Suspense>
          </FaultBoundary>
        ))}
      </div>
    </div>
  );
}
