import { type FormEvent, useEffect, useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import {
  fingerprintOf,
  type Key,
  newKey,
  type Opened,
  seal,
  toBase64,
  usePins,
  vouchFor,
} from '#web/sealing/index.ts';
import { Page, usePerson } from '#web/shell/index.ts';
import { Answer, Button, CommandNotice, Icon, Loading, TextField, toast } from '#web/ui/index.ts';
import {
  listKeyEvents,
  makeAgencyKey,
  type Officer,
  readKeyRing,
  readOfficers,
  readSealingAgencies,
} from '../contract.ts';
import { RecoverySheet } from './recovery-sheet.tsx';
import { sheetWords } from './sheet-words.ts';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

type Props = { readonly ring: Ring; readonly opened: Opened; readonly onDone: () => void };

/** A new key of the agency: made here, printed, and only then recorded. Leaving before that leaves no key behind. */
export function NewAgencyKey(props: Props) {
  const t = useTexts(sheetWords);
  const general = useTexts(words);
  const [key, setKey] = useState<Key | null>(null);
  const officers = useAsk(readOfficers, {});
  useEffect(() => {
    void newKey().then(setKey);
  }, []);
  return (
    <Page
      title={t('sheet')}
      form="read"
      actions={
        <>
          <Button onPress={props.onDone}>{general('cancel')}</Button>
          <Button kind="primary" icon="print" onPress={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      {key ? (
        <Answer of={officers}>
          {({ officers: list }) => <Keeping {...props} agencyKey={key} officers={list} />}
        </Answer>
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  );
}

type KeepingProps = Props & { readonly agencyKey: Key; readonly officers: readonly Officer[] };

function Keeping({ ring, opened, onDone, agencyKey, officers }: KeepingProps) {
  const t = useTexts(sheetWords);
  const { name } = usePerson();
  const [typed, setTyped] = useState('');
  const recording = useRecording({ ring, opened, agencyKey, officers });
  const version = (ring.keys[0]?.version ?? 0) + 1;
  const wanted = agencyKey.identity.slice(-6);
  const isSame = typed.trim().toUpperCase() === wanted;
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (!isSame || !(await recording.run())) return;
    toast(t('agencyMade'));
    onDone();
  };
  return (
    <div className="sealing-keys">
      <p>{t('sheetIntro')}</p>
      <p className="notice notice-alarm">
        <Icon name="warning" size={16} />
        {t('sheetLost')}
      </p>
      <RecoverySheet agency={ring.agency} version={version} agencyKey={agencyKey} by={name} />
      <form className="sealing-form" onSubmit={(event) => void keep(event)}>
        <TextField
          label={t('lastSix')}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          error={typed.trim().length >= 6 && !isSame ? t('lastSixWrong') : undefined}
          maxLength={12}
        />
        <Button type="submit" kind="primary" icon="key" busy={recording.command.busy} isDisabled={!isSame}>
          {t('keepAgencyKey')}
        </Button>
        <CommandNotice command={recording.command} />
      </form>
    </div>
  );
}

/** Records the new key with shares for all who held the one before, and a word from that one where it is held here. */
function useRecording({ ring, opened, agencyKey, officers }: Omit<KeepingProps, 'onDone'>) {
  const refreshes = [readKeyRing, readOfficers, readSealingAgencies, listKeyEvents];
  const command = useCommand(makeAgencyKey, refreshes);
  const { standing, compared } = usePins();
  const [newest] = ring.keys;
  const run = async (): Promise<boolean> => {
    const former = opened.held.find(({ version }) => version === newest?.version);
    const isHolder = ({ versions, isOfficer, userId, fingerprint }: Officer) =>
      isOfficer && versions.includes(newest?.version ?? 0) && standing(userId, fingerprint) !== 'changed';
    const others = officers.filter((officer) => !officer.isMe && isHolder(officer));
    const own = ring.own ? [{ officerKeyId: ring.own.id, recipient: opened.own.recipient }] : [];
    const shares = await Promise.all(
      [...own, ...others].map(async ({ officerKeyId, recipient }) => {
        const sealed = await seal([recipient], new TextEncoder().encode(agencyKey.identity));
        return { officerKeyId, wrapped: toBase64(sealed) };
      }),
    );
    const { recipient } = agencyKey;
    const vouch = former ? vouchFor(former.identity, recipient) : null;
    const version = (newest?.version ?? 0) + 1;
    const reply = await command.run({ body: { id: newId(), version, recipient, vouch, shares } });
    if (reply) compared(ring.agencyId, fingerprintOf(recipient));
    return reply !== null;
  };
  return { run, command };
}
