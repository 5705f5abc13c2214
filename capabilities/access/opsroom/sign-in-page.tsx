import { useSearch } from '@tanstack/react-router';
import { call, OfflineError, ProblemError, useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { readSecurity } from '../endpoints-security.ts';
import { listDemoAccounts } from '../endpoints-sign-in.ts';
import { DemoList } from './demo-list.tsx';
import { OpenPage } from './open-page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { words } from './words.ts';

export function SignInPage() {
  const t = useTexts(words);
  const demo = useAsk(listDemoAccounts, {});
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  // A fresh page, so that nothing of whoever sat here before is left in memory.
  const enter = () => void placeAfter(search.next).then((place) => window.location.assign(place));
  const isSample = demo.state === 'ready' && demo.data.sample;
  return (
    <OpenPage title={t('signIn')} text={t('signInText')}>
      {isSample ? <DemoList accounts={demo.data.accounts} onDone={enter} /> : null}
      <section className="access-own">
        {isSample ? <h2>{t('ownAccount')}</h2> : null}
        {/* The pointer of whoever looks at a sample stays at the accounts; a phone opens no keyboard over them. */}
        {demo.state === 'loading' ? null : <SignInForm onDone={enter} autoFocus={!isSample} />}
        <p className="quiet small">{t('noCode')}</p>
      </section>
    </OpenPage>
  );
}

/** First to what its person has to be told, if anything happened to the account. */
async function placeAfter(next: unknown): Promise<string> {
  try {
    const { mustEnrol, notices } = await call(readSecurity, {});
    if (mustEnrol || notices.length > 0) return '/cara-masuk';
  } catch (error) {
    // Signed in all the same; the page of the ways in tells it whenever it is opened.
    if (!(error instanceof ProblemError || error instanceof OfflineError)) throw error;
  }
  return placeInside(next);
}

/** Where to go afterwards: only ever a place on this server. */
function placeInside(next: unknown): string {
  if (typeof next !== 'string') return '/';
  const target = new URL(next, window.location.origin);
  return target.origin === window.location.origin ? target.pathname + target.search : '/';
}
