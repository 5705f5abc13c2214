import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Button, Dialog } from '#web/ui/index.ts';
import { words } from './words.ts';

/**
 * Asks before a sheet of cards is left unprinted, whichever way: its own button, another screen, or the window. The
 * codes are shown once; whoever leaves has to issue new cards.
 */
export function useLeaving(onDone: () => void) {
  const t = useTexts(words);
  const [isPrinted, setPrinted] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    const printed = () => setPrinted(true);
    window.addEventListener('afterprint', printed);
    return () => window.removeEventListener('afterprint', printed);
  }, []);
  const blocker = useBlocker({
    // Another search of the same page does not close the sheet.
    shouldBlockFn: ({ current, next }) => !isPrinted && current.pathname !== next.pathname,
    enableBeforeUnload: () => !isPrinted,
    withResolver: true,
  });
  const isBlocked = blocker.status === 'blocked';
  const stay = () => {
    setAsking(false);
    if (isBlocked) blocker.reset();
  };
  const leave = () => (isBlocked ? blocker.proceed() : onDone());
  const dialog = (
    <Dialog
      title={t('leaveTitle')}
      open={isAsking || isBlocked}
      onClose={stay}
      actions={
        <>
          <Button onPress={stay}>{t('leaveStay')}</Button>
          <Button kind="danger" onPress={leave}>
            {t('leaveAnyway')}
          </Button>
        </>
      }
    >
      <p>{t('leaveText')}</p>
    </Dialog>
  );
  return { dialog, done: () => (isPrinted ? onDone() : setAsking(true)) };
}
