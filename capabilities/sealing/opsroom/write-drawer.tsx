import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { sealJson, toBase64, usePins, useVault } from '#web/sealing/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Answer, Button, CommandNotice, Drawer, Select, TextField, toast } from '#web/ui/index.ts';
import { MOST_TEXT, MOST_TITLE, type SealedContent } from '../content.ts';
import {
  type About,
  amendSealedNote,
  listSealedNotes,
  readNoteCard,
  readSealingAgencies,
  type SealingAgency,
  writeSealedNote,
} from '../contract.ts';
import { Recipients } from './recipients.tsx';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

type Props = {
  readonly ring: Ring;
  /** The record from whose page the officer came. */
  readonly about: About | null;
  /** What stood there before: this is its next version, for the same agencies. */
  readonly former?: SealedContent;
  readonly onClose: () => void;
  readonly onWritten?: (noteId: string) => void;
};

/** Writes a note and seals it here, before anything is sent. */
export function WriteDrawer(props: Props) {
  const agencies = useAsk(readSealingAgencies, {});
  const t = useTexts(words);
  if (agencies.state === 'ready') return <Writing {...props} agencies={agencies.data.agencies} />;
  return (
    <Drawer title={t('write')} open onClose={props.onClose} wide>
      <Answer of={agencies}>{() => null}</Answer>
    </Drawer>
  );
}

const GENERAL: About = { kind: 'none', id: null };
const OPERATION: About = { kind: 'operation', id: null };

type Form = Draft & { readonly chosen: readonly string[] };

function blankForm({ ring, former, about }: Props): Form {
  const { title = '', text = '' } = former ?? {};
  const chosen = former?.sealedTo.map(({ agencyId }) => agencyId) ?? [ring.agencyId];
  return { id: former?.noteId ?? newId(), title, text, about: former?.about ?? about ?? GENERAL, chosen };
}

type WritingProps = Props & { readonly agencies: readonly SealingAgency[] };

function Writing(props: WritingProps) {
  const { ring, former, agencies, onClose } = props;
  const t = useTexts(words);
  const [form, setForm] = useState(() => blankForm(props));
  const sealing = useSealing(props);
  const to = agencies.filter(({ agencyId }) => form.chosen.includes(agencyId));
  const problem = useDoubts(ring, to);
  const isWritten = form.title.trim() !== '' && form.text.trim() !== '';
  const isUntouched = form.title === (former?.title ?? '') && form.text === (former?.text ?? '');
  return (
    <Drawer
      title={t(former ? 'amendTitle' : 'write')}
      open
      onClose={onClose}
      wide
      dismissable={isUntouched}
      actions={
        <Button
          kind="primary"
          icon="lock"
          busy={sealing.busy}
          isDisabled={!isWritten || problem !== null}
          onPress={() => void sealing.run(form, to)}
        >
          {t('sealing')}
        </Button>
      }
    >
      <div className="sealing-form">
        <Fields {...props} form={form} onChange={setForm} />
        {problem ? (
          <p className="alarm" role="alert">
            {t(problem)}
          </p>
        ) : null}
        <CommandNotice command={sealing.command} />
      </div>
    </Drawer>
  );
}

type FieldsProps = WritingProps & { readonly form: Form; readonly onChange: (form: Form) => void };

function Fields({ ring, former, about, agencies, form, onChange }: FieldsProps) {
  const t = useTexts(words);
  return (
    <>
      {former ? null : (
        <AboutChoice
          linked={about}
          value={form.about}
          onChange={(next) => onChange({ ...form, about: next })}
        />
      )}
      <TextField
        label={t('noteTitle')}
        description={t('noteTitleNote')}
        value={form.title}
        onChange={(title) => onChange({ ...form, title })}
        maxLength={MOST_TITLE}
        autoComplete="off"
        required
        autoFocus
      />
      <TextField
        label={t('text')}
        value={form.text}
        onChange={(text) => onChange({ ...form, text })}
        maxLength={MOST_TEXT}
        multiline
        rows={10}
        required
      />
      <Recipients
        agencies={agencies}
        own={ring.agencyId}
        chosen={form.chosen}
        onChange={former ? null : (chosen) => onChange({ ...form, chosen })}
      />
    </>
  );
}

type Draft = { readonly id: string; readonly title: string; readonly text: string; readonly about: About };

/** Seals in the browser, then sends; what is sent is ciphertext. */
function useSealing({ ring, former, onClose, onWritten }: Props) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const { seen } = usePins();
  const refreshes = [listSealedNotes, readNoteCard];
  const writing = useCommand(writeSealedNote, refreshes);
  const amending = useCommand(amendSealedNote, refreshes);
  const [isSealing, setSealing] = useState(false);
  const run = async (draft: Draft, to: readonly SealingAgency[]) => {
    const version = (former?.version ?? 0) + 1;
    const { id: noteId, about } = draft;
    const sealedTo = to.map(({ agencyId, fingerprint }) => ({ agencyId, fingerprint }));
    const { title, text } = draft;
    const content: SealedContent = {
      ...{ v: 1, noteId, version, operationId, about, from: ring.agencyId, sealedTo },
      ...{ title: title.trim(), text: text.trim() },
    };
    setSealing(true);
    const sealed = await sealJson(
      to.map(({ recipient }) => recipient),
      content,
    );
    setSealing(false);
    const keys = to.map(({ agencyId, keyId }) => ({ agencyId, keyId }));
    const body = { sealedTo: keys, ciphertext: toBase64(sealed) };
    const reply = former
      ? await amending.run({ params: { noteId }, body: { version, ...body } })
      : await writing.run({ params: { operationId }, body: { id: noteId, about, ...body } });
    if (!reply) return;
    for (const { agencyId, fingerprint } of to) seen(agencyId, fingerprint);
    toast(t('sealed'));
    onClose();
    onWritten?.(noteId);
  };
  const command = former ? amending : writing;
  return { run, command, busy: isSealing || command.busy };
}

/** Why nothing may be sealed now: a key that changed unnoticed, or an own key that is not the one held here. */
function useDoubts(ring: Ring, to: readonly SealingAgency[]): 'changedStops' | 'notHeld' | null {
  const { standing } = usePins();
  const vault = useVault();
  const own = to.find(({ agencyId }) => agencyId === ring.agencyId);
  const isHeld =
    vault === null || vault.held.length === 0 || vault.held.some((key) => key.recipient === own?.recipient);
  if (!own || !isHeld) return 'notHeld';
  // Of its own agency's key an unlocked vault says more than this browser's memory.
  const others = vault ? to.filter((each) => each !== own) : to;
  const isChanged = others.some((each) => standing(each.agencyId, each.fingerprint) === 'changed');
  return isChanged ? 'changedStops' : null;
}

function AboutChoice(props: { linked: About | null; value: About; onChange: (about: About) => void }) {
  const t = useTexts(words);
  const { linked } = props;
  const options = [
    ...(linked ? [{ id: 'linked' as const, text: t('aboutLinked'), about: linked }] : []),
    { id: 'none' as const, text: t('aboutGeneral'), about: GENERAL },
    { id: 'operation' as const, text: t('aboutOperation'), about: OPERATION },
  ];
  const chosen = options.find(({ about }) => about.kind === props.value.kind) ?? options[0];
  return (
    <Select
      label={t('about')}
      options={options}
      value={chosen?.id ?? 'none'}
      onChange={(id) => props.onChange(options.find((option) => option.id === id)?.about ?? GENERAL)}
    />
  );
}
