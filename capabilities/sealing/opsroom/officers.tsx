import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Fingerprint, type Opened, seal, toBase64, usePins } from '#web/sealing/index.ts';
import { Badge, Button, CommandNotice, Dialog, toast } from '#web/ui/index.ts';
import { giveShares, type Officer, readKeyRing, readOfficers, removeShares } from '../contract.ts';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

type Props = {
  readonly officers: readonly Officer[];
  readonly ring: Ring;
  readonly opened: Opened | null;
  readonly onRotate: () => void;
};
type Doing = { readonly what: 'give' | 'take'; readonly officer: Officer };

/** Who holds the agency's key; a holder gives it to a colleague, or takes it back. */
export function Officers({ officers, ring, opened, onRotate }: Props) {
  const t = useTexts(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const newest = ring.keys[0]?.version;
  const mayGive = opened?.held.some(({ version }) => version === newest) ?? false;
  if (newest === undefined) return null;
  return (
    <section className="sealing-card">
      <h2>{t('officers')}</h2>
      <p className="quiet">{t('officersText')}</p>
      {officers.length === 0 ? <p>{t('noOfficers')}</p> : null}
      <ul className="sealing-plain">
        {officers.map((officer) => (
          <li key={officer.userId} className="sealing-officer">
            <OfficerName officer={officer} />
            <span className="spring" />
            {officer.isMe || officer.versions.includes(newest) ? null : (
              <Button
                size="s"
                icon="key"
                isDisabled={!mayGive}
                onPress={() => setDoing({ what: 'give', officer })}
              >
                {t('give')}
              </Button>
            )}
            {officer.isMe || officer.versions.length === 0 ? null : (
              <Button size="s" onPress={() => setDoing({ what: 'take', officer })}>
                {t('take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {doing?.what === 'give' && opened ? (
        <GiveDialog officer={doing.officer} opened={opened} onClose={() => setDoing(null)} />
      ) : null}
      {doing?.what === 'take' ? (
        <TakeDialog officer={doing.officer} onClose={() => setDoing(null)} onRotate={onRotate} />
      ) : null}
    </section>
  );
}

function OfficerName({ officer }: { officer: Officer }) {
  const t = useTexts(words);
  const { name, isMe, versions, isOfficer } = officer;
  const isHolder = versions.length > 0;
  return (
    <div>
      <p className="strong">
        {name} {isMe ? <span className="quiet small">({t('you')})</span> : null}
      </p>
      <Badge shape={isHolder ? 'circle' : 'ring'} tone={isHolder ? 'done' : 'quiet'}>
        {isHolder ? t('holds', { versions: versions.join(', ') }) : t('holdsNot')}
      </Badge>
      {isOfficer ? null : <p className="alarm">{t('noLonger')}</p>}
    </div>
  );
}

function GiveDialog({ officer, opened, onClose }: { officer: Officer; opened: Opened; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(giveShares, [readOfficers, readKeyRing]);
  const { standing, compared } = usePins();
  const { name, userId, officerKeyId, fingerprint, recipient } = officer;
  const give = async () => {
    const shares = await Promise.all(
      opened.held.map(async ({ id, identity }) => {
        const sealed = await seal([recipient], new TextEncoder().encode(identity));
        return { keyId: id, officerKeyId, wrapped: toBase64(sealed) };
      }),
    );
    if (!(await command.run({ body: { shares } }))) return;
    compared(userId, fingerprint);
    toast(t('given', { name }));
    onClose();
  };
  return (
    <Dialog
      title={t('giveTitle', { name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" icon="key" busy={command.busy} onPress={() => void give()}>
            {t('giveSame')}
          </Button>
        </>
      }
    >
      <div className="sealing-form">
        <p>{t('giveText', { name })}</p>
        <Fingerprint name={name} fingerprint={fingerprint} standing={standing(userId, fingerprint)} />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}

type TakeProps = { readonly officer: Officer; readonly onClose: () => void; readonly onRotate: () => void };

function TakeDialog({ officer, onClose, onRotate }: TakeProps) {
  const t = useTexts(words);
  const command = useCommand(removeShares, [readOfficers, readKeyRing]);
  const { name, userId } = officer;
  const take = async () => {
    if (!(await command.run({ params: { userId }, body: {} }))) return;
    toast(t('taken', { name }), { action: { text: t('rotate'), run: onRotate } });
    onClose();
  };
  return (
    <Dialog
      title={t('takeTitle', { name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={command.busy} onPress={() => void take()}>
            {t('take')}
          </Button>
        </>
      }
    >
      <p>{t('takeText')}</p>
      <CommandNotice command={command} />
    </Dialog>
  );
}
