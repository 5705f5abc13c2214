import { lazy, Suspense } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { FaultBoundary, Page, usePerson } from '#web/shell/index.ts';
import { EmptyState, Loading } from '#web/ui/index.ts';
import { rooms } from './rooms.ts';
import { words } from './words.ts';

const cards = rooms
  .flatMap(({ home }) => home ?? [])
  .toSorted((one, other) => one.order - other.order)
  .map((card) => ({ ...card, Card: lazy(async () => ({ default: await card.load() })) }));

/** Posko hari ini: what happens today, what waits for me, what is short; each room says its part. */
export function HomePage() {
  const t = useTexts(words);
  const { name, permissions } = usePerson();
  const mine = cards.filter(({ permission }) => permission === undefined || permissions.includes(permission));
  return (
    <Page title={t('homeTitle')} note={name}>
      {mine.length === 0 ? (
        <EmptyState icon="home" title={t('homeNone')} text={t('homeNoneText')} />
      ) : (
        <div className="home-cards">
          {mine.map(({ key, Card }) => (
            <FaultBoundary key={key} resetKey={key}>
              <Suspense fallback={<Loading rows={3} />}>
                <Card />
              </Suspense>
            </FaultBoundary>
          ))}
        </div>
      )}
    </Page>
  );
}
