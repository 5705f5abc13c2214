import { useAsk } from '#web/api/index.ts';
import { listDemoAccounts } from '../endpoints-sign-in.ts';
import { DemoList } from './demo-list.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Over what is on the screen; nothing below it is taken away. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const demo = useAsk(listDemoAccounts, {});
  return (
    <>
      <SignInForm onDone={onDone} />
      {demo.state === 'ready' && demo.data.sample ? (
        <DemoList accounts={demo.data.accounts} onDone={onDone} />
      ) : null}
    </>
  );
}
