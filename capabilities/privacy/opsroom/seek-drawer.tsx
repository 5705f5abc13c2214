import { type FormEvent, useState } from 'react';
import { listProposals, propose } from '#rooms/approvals/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Decision } from '#web/kit/index.ts';
import { Button, CommandNotice, Drawer, Select, TextField, toast } from '#web/ui/index.ts';
import { basisWords, eraseAction, listErasures, prepare, seek } from '../contract.ts';
import { FoundFields, ownPlaces } from './found-fields.tsx';
import './privacy.css';
import { words } from './words.ts';

type Found = ReplyOf<typeof seek>;
type Basis = keyof typeof basisWords;
const LEAST = { text: 4, reason: 10 };

/** Looks for a person, shows where and how much, and proposes the erasure. */
export function SeekDrawer({ onClose }: { onClose: () => void }) {
  const t = useTexts(words);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [asked, setAsked] = useState(0);
  const command = useCommand(seek, []);
  const isReady = text.trim().length >= LEAST.text && !command.busy;
  const look = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    setFound(await command.run({ body: { text: text.trim() } }));
    setAsked(asked + 1);
  };
  const change = (next: string) => {
    setText(next);
    // What was found belongs to the words that were looked for.
    setFound(null);
  };
  return (
    <Drawer title={t('seek')} open onClose={onClose} dismissable={text === ''}>
      <form className="privacy-form" onSubmit={(event) => void look(event)}>
        <TextField
          label={t('sought')}
          description={t('seekNote')}
          value={text}
          onChange={change}
          maxLength={120}
          autoFocus
          required
        />
        <CommandNotice command={command} />
        <Button
          type="submit"
          kind={found === null ? 'primary' : 'plain'}
          busy={command.busy}
          isDisabled={text.trim().length < LEAST.text}
          icon="search"
        >
          {t('doSeek')}
        </Button>
      </form>
      {found === null ? null : (
        <div className="privacy-form privacy-preparing">
          {/* Ticks belong to one search. */}
          <Preparing key={asked} found={found} text={text.trim()} onDone={onClose} />
        </div>
      )}
    </Drawer>
  );
}

type Preparation = { readonly found: Found; readonly text: string; readonly onDone: () => void };

function Preparing({ found, text, onDone }: Preparation) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const [chosen, setChosen] = useState(() => ownPlaces(found.fields));
  const [basis, setBasis] = useState<Basis>('request');
  const sending = useProposing(onDone);
  if (found.total === 0) return <p>{t('foundNone')}</p>;
  const counts = { total: number(found.total), fields: number(found.fields.length) };
  return (
    <>
      <p className="strong">{t('found', counts)}</p>
      <FoundFields fields={found.fields} chosen={chosen} onChange={setChosen} />
      <Select
        label={t('basis')}
        options={(['request', 'term', 'mistake'] as const).map((id) => ({
          id,
          text: localized(basisWords[id]),
        }))}
        value={basis}
        onChange={(next) => setBasis(next)}
      />
      <Decision
        yes={{
          text: t('prepare'),
          command: sending.command,
          reason: { note: t('reasonNote'), minLength: LEAST.reason, maxLength: 600 },
          isReady: chosen.size > 0,
          onSay: (reason) => void sending.send({ text, places: [...chosen], basis, reason }),
        }}
      >
        {sending.proof}
      </Decision>
    </>
  );
}

type Said = {
  readonly text: string;
  readonly places: string[];
  readonly basis: Basis;
  readonly reason: string;
};

/** Two commands, one after the other: what was prepared and could not be proposed is proposed at the next try. */
function useProposing(onDone: () => void) {
  const t = useTexts(words);
  const [ids, setIds] = useState(() => ({ erasure: newId(), proposal: newId() }));
  const [isPrepared, setPrepared] = useState(false);
  const preparing = useCommand(prepare, [listErasures]);
  const { command: proposing, proof } = useProved(propose, [listProposals, listErasures]);
  const send = async (said: Said) => {
    if (!isPrepared && !(await preparing.run({ body: { id: ids.erasure, ...said } }))) return;
    setPrepared(true);
    const { reason } = said;
    const input = { erasureId: ids.erasure };
    if (!(await proposing.run({ body: { id: ids.proposal, action: eraseAction.name, input, reason } })))
      return;
    setIds({ erasure: newId(), proposal: newId() });
    toast(t('proposed'));
    onDone();
  };
  const spoken = preparing.problem === null ? proposing : preparing;
  return { command: { ...spoken, busy: preparing.busy || proposing.busy }, proof, send };
}
