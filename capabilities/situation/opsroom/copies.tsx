import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Button, Dialog, Failed, Icon, toast } from '#web/ui/index.ts';
import './situation.css';
import { words } from './words.ts';

type Message = { readonly text: string; readonly characters: number };

/** The three forms in which a report leaves: PDF, XLSX, and text for a messenger. */
export function Copies(props: { pdf: string; xlsx: string; message: () => Promise<Message> }) {
  const t = useTexts(words);
  const [asked, setAsked] = useState<Message | Error | null>(null);
  const ask = () => {
    props
      .message()
      .then(setAsked, (error: unknown) =>
        setAsked(error instanceof Error ? error : new Error(String(error))),
      );
  };
  return (
    <>
      <a href={props.pdf} download className="button button-plain button-m">
        <Icon name="download" size={16} />
        <span>{t('pdf')}</span>
      </a>
      <a href={props.xlsx} download className="button button-plain button-m">
        <Icon name="download" size={16} />
        <span>{t('xlsx')}</span>
      </a>
      <Button icon="message" onPress={ask}>
        {t('copyText')}
      </Button>
      <MessageDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function MessageDialog({ asked, onClose }: { asked: Message | Error | null; onClose: () => void }) {
  const t = useTexts(words);
  const message = asked instanceof Error ? null : asked;
  const copy = async () => {
    if (message === null) return;
    await navigator.clipboard.writeText(message.text);
    toast(t('copied'));
    onClose();
  };
  // Without a safe connection a browser has no clipboard: the text is there to be marked by hand.
  const canCopy = message !== null && window.isSecureContext;
  const actions = canCopy ? (
    <Button kind="primary" icon="check" onPress={() => void copy()}>
      {t('copy')}
    </Button>
  ) : null;
  return (
    <Dialog title={t('copyTitle')} open={asked !== null} onClose={onClose} actions={actions}>
      {asked instanceof Error ? <Failed error={asked} /> : null}
      {message === null ? null : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message scrolls by keyboard as well */}
          <pre className="sit-message" tabIndex={0}>
            {message.text}
          </pre>
          <p className="quiet small">{t('characters', { count: message.characters })}</p>
        </>
      )}
    </Dialog>
  );
}
