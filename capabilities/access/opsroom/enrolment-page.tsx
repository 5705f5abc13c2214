import { useEffect, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { CommandNotice, EmptyState, Loading } from '#web/ui/index.ts';
import { RoleText } from '../contract.ts';
import { beginEnrolment } from '../endpoints-sign-in.ts';
import { EnrolmentForm } from './enrolment-form.tsx';
import { OpenPage } from './open-page.tsx';
import { words } from './words.ts';

/** Opens a one-time link. The token stands behind `#`, which the browser keeps to itself. */
export function EnrolmentPage() {
  const t = useTexts(words);
  const opening = useCommand(beginEnrolment);
  const [token] = useState(() => /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null);
  const [found, setFound] = useState<ReplyOf<typeof beginEnrolment> | null>(null);
  const { run } = opening;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one link is opened once
  useEffect(() => {
    if (token) void run({ body: { token } }).then(setFound);
  }, [token]);
  if (!token) {
    return (
      <OpenPage title={t('inviteTitle')} text="">
        <EmptyState icon="link" title={t('linkMissing')} text={t('linkMissingText')} />
      </OpenPage>
    );
  }
  if (!found) {
    return (
      <OpenPage title={t('inviteTitle')} text="">
        {opening.busy ? <Loading rows={3} /> : null}
        <CommandNotice command={opening} />
      </OpenPage>
    );
  }
  return <Enrolment token={token} found={found} />;
}

function Enrolment({ token, found }: { token: string; found: ReplyOf<typeof beginEnrolment> }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { purpose, role, agency } = found;
  const areas = found.areaNames.map((area) => area || t('everyArea')).join('; ');
  const isFirst = purpose === 'first';
  const text = isFirst
    ? t('firstText')
    : t('inviteText', { role: localized(RoleText[role]), agency: agency?.name ?? t('noAgency') });
  return (
    <OpenPage title={t(isFirst ? 'firstTitle' : 'inviteTitle')} text={text}>
      {isFirst ? null : <p className="quiet small">{t('areasAre', { areas })}</p>}
      <EnrolmentForm
        token={token}
        name={found.name}
        secret={found.totpSecret}
        // An administrator sees no operation; their work begins at the accounts.
        onDone={() => window.location.assign(role === 'administrator' ? '/akun' : '/')}
      />
    </OpenPage>
  );
}
