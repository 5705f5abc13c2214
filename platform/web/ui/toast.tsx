import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTexts } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

type Notice = {
  readonly text: string;
  readonly kind: 'done' | 'alarm';
  readonly action?: { text: string; run: () => void };
};

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });
const SHOWN_MS = 6000;

/** Says that something happened. What must be answered is a dialog; what must be read later is in a list. */
export function toast(text: string, options: Partial<Omit<Notice, 'text'>> = {}): void {
  const notice = { text, kind: options.kind ?? ('done' as const) };
  // Whoever needs a hand for an action gets the time for it (WCAG 2.2.1).
  if (options.action) queue.add({ ...notice, action: options.action });
  else queue.add(notice, { timeout: SHOWN_MS });
}

export function Toasts() {
  const t = useTexts(words);
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('notices')}>
      {({ toast: shown }) => (
        <Toast toast={shown} className={`toast toast-${shown.content.kind}`}>
          <Icon name={shown.content.kind === 'done' ? 'check' : 'warning'} />
          <ToastContent className="toast-content">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.action ? (
            <Button
              className="button button-quiet button-s"
              onPress={() => {
                shown.content.action?.run();
                queue.close(shown.key);
              }}
            >
              {shown.content.action.text}
            </Button>
          ) : null}
          <Button slot="close" className="icon-button" aria-label={t('close')}>
            <Icon name="x" size={16} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
