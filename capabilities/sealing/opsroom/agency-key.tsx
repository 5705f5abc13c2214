import { useState } from 'react';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Fingerprint, type Opened } from '#web/sealing/index.ts';
import { Badge, Button } from '#web/ui/index.ts';
import { RecoverDialog } from './recover-dialog.tsx';
import { type Ring, stepOf } from './use-keys.ts';
import { words } from './words.ts';

type Props = { readonly ring: Ring; readonly opened: Opened | null; readonly onMake: () => void };

/** Kunci instansi: made by one officer, on paper in the safe, given to the others. */
export function AgencyKeySection({ ring, opened, onMake }: Props) {
  const t = useTexts(words);
  const [isRecovering, setRecovering] = useState(false);
  const [newest] = ring.keys;
  const wait = opened === null ? t(ring.own ? 'firstUnlock' : 'firstOwn') : null;
  return (
    <section className="sealing-card">
      <h2>{t('agencyKey', { agency: ring.agency })}</h2>
      <p className="quiet">{t('agencyKeyText', { agency: ring.agency })}</p>
      {newest ? <Newest ring={ring} /> : <p className="strong">{t('noAgencyKey')}</p>}
      {wait ? <p className="quiet small">{wait}</p> : null}
      <div className="sealing-buttons">
        <Button kind={newest ? 'plain' : 'primary'} icon="key" isDisabled={opened === null} onPress={onMake}>
          {t(newest ? 'rotate' : 'makeAgency')}
        </Button>
        {newest ? (
          <Button isDisabled={opened === null} onPress={() => setRecovering(true)}>
            {t('recover')}
          </Button>
        ) : null}
      </div>
      {isRecovering && opened ? (
        <RecoverDialog ring={ring} opened={opened} onClose={() => setRecovering(false)} />
      ) : null}
    </section>
  );
}

function Newest({ ring }: { ring: Ring }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const [newest] = ring.keys;
  if (!newest) return null;
  const { version, fingerprint, madeBy, madeAt, vouch } = newest;
  const isAlone = ring.holders === 1;
  return (
    <>
      <Fingerprint name={ring.agency} fingerprint={fingerprint} />
      <p>
        <span className="strong">{t('versionNumber', { version })}</span> ·{' '}
        {t('madeBy', { name: madeBy, time: instant(madeAt) })}
        {version === 1 ? null : (
          <span className="quiet"> · {t(vouch === null ? 'startsAnew' : 'vouched')}</span>
        )}
      </p>
      <p className={isAlone ? 'alarm' : 'quiet'}>
        {t(isAlone ? 'oneHolder' : 'holders', { count: ring.holders })}
      </p>
      {stepOf(ring) === 'no-share' ? (
        <>
          <Badge shape="triangle" tone="alarm">
            {t('noShare')}
          </Badge>
          <p className="quiet small">{t('anewNote')}</p>
        </>
      ) : null}
    </>
  );
}
