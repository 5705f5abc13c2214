import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Fingerprint, type Opened, UnlockForm } from '#web/sealing/index.ts';
import { Button } from '#web/ui/index.ts';
import { OwnKeyDialog, type OwnKeyWhy } from './own-key-dialog.tsx';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

type Props = { readonly ring: Ring; readonly opened: Opened | null; readonly fingerprint: string | null };

/** Kunci saya: made once, unlocked in any browser, renewed when its passphrase is lost. */
export function OwnKeySection({ ring, opened, fingerprint }: Props) {
  const t = useTexts(words);
  const [why, setWhy] = useState<OwnKeyWhy | null>(null);
  return (
    <section className="sealing-card">
      <h2>{t('ownKey')}</h2>
      <p className="quiet">{t('ownKeyText')}</p>
      {fingerprint ? <Fingerprint name={t('ownKey')} fingerprint={fingerprint} /> : null}
      {ring.own && !opened ? <UnlockForm ring={ring} /> : null}
      <div className="sealing-buttons">
        {ring.own ? null : (
          <Button
            kind="primary"
            icon="key"
            isDisabled={!window.isSecureContext}
            onPress={() => setWhy('first')}
          >
            {t('makeOwn')}
          </Button>
        )}
        {ring.own && opened ? (
          <Button onPress={() => setWhy('passphrase')}>{t('changePassphrase')}</Button>
        ) : null}
        {ring.own && !opened ? <Button onPress={() => setWhy('lost')}>{t('remakeOwn')}</Button> : null}
      </div>
      {why ? <OwnKeyDialog why={why} ring={ring} opened={opened} onClose={() => setWhy(null)} /> : null}
    </section>
  );
}
