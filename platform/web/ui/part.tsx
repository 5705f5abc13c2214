import { type ComponentType, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { type Missing, reloadUnlessUnsent, whyMissing } from './newer-version.ts';
import { EmptyState } from './states.tsx';
import { words } from './words.ts';

/**
 * Fetches a part of the app. After an upgrade the server no longer has the parts of the page that is open: then the
 * page is loaded anew by itself, once and where nothing typed is lost, else the person is told and chooses the moment.
 * @returns the part, or in its place what happened to it; never rejects
 */
export async function loadPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): Promise<ComponentType<P>> {
  try {
    return await load();
  } catch {
    const why = await whyMissing();
    // Nothing may be drawn while the page goes away.
    if (why === 'newer' && reloadUnlessUnsent()) return new Promise(() => {});
    return insteadOf(load, why);
  }
}

function insteadOf<P extends object>(
  load: () => Promise<ComponentType<P>>,
  first: Missing,
): ComponentType<P> {
  return (props) => {
    const [Part, setPart] = useState<ComponentType<P> | null>(null);
    const [why, setWhy] = useState(first);
    const retry = async () => {
      try {
        const part = await load();
        setPart(() => part);
      } catch {
        setWhy(await whyMissing());
      }
    };
    return Part ? <Part {...props} /> : <MissingPart why={why} retry={() => void retry()} />;
  };
}

/** Says calmly why a part is not here and what to do. */
export function MissingPart({ why, retry }: { why: Missing; retry: () => void }) {
  const t = useTexts(words);
  if (why === 'newer')
    return (
      <EmptyState
        icon="refresh"
        title={t('newerTitle')}
        text={t('newerText')}
        action={
          <Button kind="primary" icon="refresh" onPress={() => window.location.reload()}>
            {t('newerReload')}
          </Button>
        }
      />
    );
  const isWaiting = why === 'unreachable';
  return (
    <EmptyState
      icon={isWaiting ? 'wifi-off' : 'warning'}
      title={t(isWaiting ? 'offlineTitle' : 'failedTitle')}
      text={t(isWaiting ? 'partOffline' : 'faultText')}
      action={
        <Button icon="refresh" onPress={retry}>
          {t('tryAgain')}
        </Button>
      }
    />
  );
}
