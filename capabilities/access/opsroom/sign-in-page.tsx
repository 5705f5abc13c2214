import { useSearch } from '@tanstack/react-router';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { listDemoAccounts } from '../endpoints-sign-in.ts';
import { DemoList } from './demo-list.tsx';
import { OpenPage } from './open-page.tsx';
import { placeAfter } from './place-after.ts';
import { ProviderButtons } from './provider-buttons.tsx';
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
        <ProviderButtons next={typeof search.next === 'string' ? search.next : '/'} />
        {/* The pointer of whoever looks at a sample stays at the accounts; a phone opens no keyboard over them. */}
        {demo.state === 'loading' ? null : <SignInForm onDone={enter} autoFocus={!isSample} />}
        <p className="quiet small">{t('noCode')}</p>
      </section>
    </OpenPage>
  );
}
