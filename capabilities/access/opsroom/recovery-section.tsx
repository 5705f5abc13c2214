import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Button, CommandNotice, Dialog } from '#web/ui/index.ts';
import { makeRecoveryCodes, readSecurity } from '../endpoints-security.ts';
import { words } from './words-security.ts';

type Made = ReplyOf<typeof makeRecoveryCodes>;

/** Codes on paper, shown once. */
export function RecoverySection({ kept }: { kept: ReplyOf<typeof readSecurity>['recoveryCodes'] }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { command, proof } = useProved(makeRecoveryCodes, [readSecurity]);
  const [made, setMade] = useState<Made | null>(null);
  const make = async () => setMade(await command.run({ body: {} }));
  const { left, madeAt } = kept;
  return (
    <section className="access-section">
      <h2>{t('codes')}</h2>
      <p className="quiet">{t('codesText')}</p>
      <p className={left === 0 ? 'strong' : ''}>
        {madeAt === null ? t('codesNone') : t('codesLeft', { left, at: instant(madeAt) })}
      </p>
      <div>
        <Button icon="file" busy={command.busy} onPress={() => void make()}>
          {t(madeAt === null ? 'codesMake' : 'codesAnew')}
        </Button>
      </div>
      <CommandNotice command={command} />
      {proof}
      <Dialog
        title={t('codes')}
        open={made !== null}
        onClose={() => setMade(null)}
        dismissable={false}
        actions={
          <>
            <Button onPress={() => window.print()}>{t('print')}</Button>
            <Button kind="primary" onPress={() => setMade(null)}>
              {t('done')}
            </Button>
          </>
        }
      >
        {made ? <Sheet made={made} /> : null}
      </Dialog>
    </section>
  );
}

function Sheet({ made }: { made: Made }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <>
      <p className="access-codes-note">{t('codesShown')}</p>
      <div className="access-codes">
        <p className="strong">{t('codesSheet', { login: made.login })}</p>
        <ol>
          {made.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <p className="small">{t('codesSheetText', { at: instant(made.madeAt) })}</p>
      </div>
    </>
  );
}
