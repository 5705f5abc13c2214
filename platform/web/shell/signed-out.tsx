import { type ComponentType, useEffect, useState } from 'react';
import { onSignedOut } from '../api/index.ts';
import { useTexts } from '../i18n/index.ts';
import { Button, Dialog } from '../ui/index.ts';
import { words } from './words.ts';

/**
 * Stands over the screen when the session ends: nothing below it is taken away.
 * @param check resolves to true when there is a session of the same person again
 */
export function SignedOutOverlay(props: {
  readonly check: () => Promise<boolean>;
  readonly signInPath: string;
  readonly SignInAgain: ComponentType<{ onDone: () => void }> | null;
}) {
  const { SignInAgain } = props;
  const t = useTexts(words);
  const [out, setOut] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => onSignedOut(() => setOut(true)), []);
  const look = async () => {
    const back = await props.check();
    setOut(!back);
    setRefused(!back);
  };
  return (
    <Dialog
      title={t('signedOutTitle')}
      open={out}
      onClose={() => {}}
      dismissable={false}
      actions={
        SignInAgain ? undefined : (
          <>
            <a
              className="button button-plain button-m"
              href={props.signInPath}
              target="_blank"
              rel="noreferrer"
            >
              {t('signedOutOpen')}
            </a>
            <Button kind="primary" onPress={() => void look()}>
              {t('signedOutDone')}
            </Button>
          </>
        )
      }
    >
      <p>{t('signedOutText')}</p>
      {SignInAgain ? <SignInAgain onDone={() => void look()} /> : null}
      {refused ? <p className="alarm">{t('signedOutStill')}</p> : null}
    </Dialog>
  );
}
