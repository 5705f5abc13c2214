import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, Dialog, toast } from '#web/ui/index.ts';
import './approvals.css';
import { words } from './words.ts';

type Props = { readonly result: Readonly<Record<string, unknown>>; readonly onClose: () => void };

/** What the second person is handed, such as a link: seen once, then gone. */
export function ResultDialog({ result, onClose }: Props) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast(t('copied')));
  return (
    <Dialog
      title={t('result')}
      open
      onClose={onClose}
      dismissable={false}
      actions={<Button onPress={onClose}>OK</Button>}
    >
      <p>{t('resultNote')}</p>
      {Object.entries(result).map(([name, value]) => {
        if (name === 'expiresAt')
          return (
            <p key={name} className="strong">
              {t('resultUntil', { until: instant(String(value)) })}
            </p>
          );
        const text = name === 'path' ? new URL(String(value), window.location.href).href : String(value);
        return (
          <div key={name} className="approvals-result">
            {name === 'code' ? <p className="approvals-result-note">{t('resultCode')}</p> : null}
            {name === 'path' ? <p className="approvals-result-note">{t('resultLink')}</p> : null}
            <code>{text}</code>
            <Button size="s" icon="link" onPress={() => copy(text)}>
              {t('copy')}
            </Button>
          </div>
        );
      })}
    </Dialog>
  );
}
