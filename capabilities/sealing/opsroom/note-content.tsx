import { useEffect, useState } from 'react';
import { isRefusal } from '#shared/problem.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import {
  fromBase64,
  type Opened,
  UnlockForm,
  unsealJson,
  useSealFault,
  useVault,
} from '#web/sealing/index.ts';
import { Button, CommandNotice, Icon } from '#web/ui/index.ts';
import { isSealedContent, type Mismatch, mismatchOf, type SealedContent } from '../content.ts';
import { listSealedNotes, type NoteCard, openSealed, readNoteCard } from '../contract.ts';
import { FirstSteps } from './first-steps.tsx';
import { type Ring, stepOf } from './use-keys.ts';
import { words } from './words.ts';

type Props = {
  readonly note: NoteCard;
  readonly ring: Ring;
  readonly onAmend: ((content: SealedContent) => void) | null;
};
type Found = { readonly content: SealedContent; readonly mismatch: Mismatch } | { readonly fault: string };

/** Asks for the ciphertext, which is journalled, and opens it here. When the vault locks, the text goes from the screen. */
export function NoteContent({ note, ring, onAmend }: Props) {
  const t = useTexts(words);
  const vault = useVault();
  const [found, setFound] = useState<Found | null>(null);
  const [isUnlocking, setUnlocking] = useState(false);
  const isLocked = vault === null;
  useEffect(() => {
    if (isLocked) setFound(null);
  }, [isLocked]);
  const reader = useOpening(note, setFound);
  if (found && 'content' in found && vault) {
    return <Text {...found} onClose={() => setFound(null)} onAmend={onAmend} />;
  }
  if (ring.keys.every(({ share }) => share === null)) {
    return stepOf(ring) === 'ready' ? <p className="alarm">{t('cannotOpen')}</p> : <FirstSteps ring={ring} />;
  }
  // Whoever asked to open was asked for the passphrase in between, and is not asked a second time.
  const openNow = (opened: Opened) => {
    setUnlocking(false);
    void reader.open(opened);
  };
  if (isUnlocking && !vault) return <UnlockForm ring={ring} onOpen={openNow} />;
  return (
    <div className="sealing-open">
      <Button
        kind="primary"
        icon="lock"
        busy={reader.busy}
        onPress={() => (vault ? void reader.open(vault) : setUnlocking(true))}
      >
        {t('open')}
      </Button>
      <Button size="s" icon="download" isDisabled={reader.busy} onPress={() => void reader.download()}>
        {t('download')}
      </Button>
      <p className="quiet small">{t('openNote')}</p>
      {found && 'fault' in found ? <p className="alarm">{found.fault}</p> : null}
      <CommandNotice command={reader.command} />
    </div>
  );
}

function useOpening(note: NoteCard, onFound: (found: Found) => void) {
  const said = useSealFault();
  const command = useCommand(openSealed, [readNoteCard, listSealedNotes]);
  const ask = () => command.run({ params: { noteId: note.id }, body: { version: null } });
  /** For the `age` command on a machine without this server's pages; journalled like any opening. */
  const download = async () => {
    const reply = await ask();
    if (reply) saveFile(`${note.id}-v${reply.version}.age`, fromBase64(reply.ciphertext));
  };
  const open = async (vault: Opened) => {
    const reply = await ask();
    if (!reply) return;
    const identities = vault.held.map(({ identity }) => identity);
    const value = await unsealJson(fromBase64(reply.ciphertext), identities);
    if (isRefusal(value)) return onFound({ fault: said(value) });
    if (!isSealedContent(value)) return onFound({ fault: said({ refused: 'seal.damaged' }) });
    onFound({ content: value, mismatch: mismatchOf(value, note, reply.version) });
  };
  return { open, download, command, busy: command.busy };
}

function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun by then; the address would hold the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

type TextProps = {
  readonly content: SealedContent;
  readonly mismatch: Mismatch;
  readonly onClose: () => void;
  readonly onAmend: ((content: SealedContent) => void) | null;
};

function Text({ content, mismatch, onClose, onAmend }: TextProps) {
  const t = useTexts(words);
  return (
    <article className="sealing-text">
      {mismatch ? (
        <p className="notice notice-alarm" role="alert">
          <Icon name="warning" size={16} />
          {t(mismatch === 'cover' ? 'contentDiffers' : 'circleDiffers')}
        </p>
      ) : null}
      <h2>{content.title}</h2>
      <p className="sealing-body">{content.text}</p>
      <div className="sealing-buttons">
        <Button icon="lock" onPress={onClose}>
          {t('hide')}
        </Button>
        {onAmend && mismatch === null ? (
          <Button icon="edit" onPress={() => onAmend(content)}>
            {t('amend')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
