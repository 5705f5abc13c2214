import { useTexts } from '#web/i18n/index.ts';
import { TextField } from '#web/ui/index.ts';
import { Qr } from '#web/ui/qr.tsx';
import { words } from './words.ts';

/** The secret of an authenticator app, to scan or to type, and the first code of it. */
export function Authenticator(props: {
  login: string;
  secret: string;
  code: string;
  onCode: (code: string) => void;
}) {
  const t = useTexts(words);
  const { login, secret, code, onCode } = props;
  const uri = `otpauth://totp/Rakor:${encodeURIComponent(login)}?secret=${secret}&issuer=Rakor`;
  return (
    <>
      <h2>{t('scanTitle')}</h2>
      <Qr className="access-qr" text={uri} label={t('qrLabel')} />
      <p className="quiet small">{t('scanText')}</p>
      <code className="access-key">{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      <TextField
        label={t('code')}
        value={code}
        onChange={onCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        autoFocus
        required
      />
    </>
  );
}
