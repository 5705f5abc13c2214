import './access.css';
import './security.css';
import { type FormEvent, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import {
  Answer,
  AppLink,
  Button,
  CommandNotice,
  EmptyState,
  Icon,
  TextField,
  toast,
  useFieldError,
} from '#web/ui/index.ts';
import { changePassword, markTold, readSecurity } from '../endpoints-security.ts';
import { AuthenticatorSection } from './authenticator-section.tsx';
import { PasskeySection } from './passkey-section.tsx';
import { ProviderSection } from './provider-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { words } from './words-security.ts';
import { words as twoWords } from './words-two-persons.ts';

/** How one comes in, all of it in one place: what happened, passkeys, app, password, codes on paper. */
export function SecurityPage() {
  const t = useTexts(words);
  const two = useTexts(twoWords);
  const mayRestore = useMay('account.restore');
  const security = useAsk(readSecurity, {});
  const login = security.state === 'ready' ? security.data.login : null;
  return (
    <Page
      title={t('title')}
      note={login === null ? null : t('note', { login })}
      actions={
        <>
          {mayRestore ? <AppLink to="/rekan">{two('colleagues')}</AppLink> : null}
          <AppLink to="/perangkat">{t('devices')}</AppLink>
        </>
      }
      form="read"
    >
      <Answer of={security} rows={8}>
        {(data) =>
          data.hasSecrets ? <Sections of={data} /> : <EmptyState icon="key" title={t('sampleText')} />
        }
      </Answer>
    </Page>
  );
}

function Sections({ of }: { of: ReplyOf<typeof readSecurity> }) {
  return (
    <div className="access-security">
      <Notices of={of} />
      {of.mustEnrol ? <AuthenticatorSection isUrgent /> : null}
      <PasskeySection host={of.passkeyHost} />
      {of.mustEnrol ? null : <AuthenticatorSection isUrgent={false} />}
      <ProviderSection providers={of.providers ?? []} />
      <PasswordSection />
      <RecoverySection kept={of.recoveryCodes} />
    </div>
  );
}

function Notices({ of }: { of: ReplyOf<typeof readSecurity> }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const told = useCommand(markTold, [readSecurity]);
  if (of.notices.length === 0 && !of.mustEnrol) return null;
  return (
    <section className="access-section access-notices" role="alert" aria-label={t('noticesTitle')}>
      <h2>
        <Icon name="warning" size={18} /> {t('noticesTitle')}
      </h2>
      {of.mustEnrol ? <p className="strong">{t('mustEnrol')}</p> : null}
      <ul>
        {of.notices.map(({ what, at }) => (
          <li key={`${what} ${at}`}>{t(`notice.${what}`, { at: instant(at) })}</li>
        ))}
      </ul>
      {of.mustEnrol || of.mayTell === false ? (
        <p className="quiet small">{t('noticesKept')}</p>
      ) : (
        <Button busy={told.busy} onPress={() => void told.run({ body: {} })}>
          {t('noticesRead')}
        </Button>
      )}
    </section>
  );
}

function PasswordSection() {
  const t = useTexts(words);
  const { command, proof } = useProved(changePassword);
  const errorOf = useFieldError(command.problem);
  const [password, setPassword] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await command.run({ body: { password } }))) return;
    setPassword('');
    toast(t('passwordChanged'));
  };
  return (
    <section className="access-section">
      <h2>{t('password')}</h2>
      <p className="quiet">{t('passwordText')}</p>
      <form className="access-line" onSubmit={(event) => void send(event)}>
        <TextField
          label={t('passwordNew')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="new-password"
          error={errorOf('password')}
        />
        <Button type="submit" busy={command.busy} isDisabled={password === ''}>
          {t('passwordChange')}
        </Button>
      </form>
      <CommandNotice command={command} />
      {proof}
    </section>
  );
}
