import { type FormEvent, type ReactNode, useState } from 'react';
import { newId } from '#shared/id.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Select, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { addReturned, addTransfer, reportAbsorbed } from '../doors.ts';
import { useTrancheName } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import { RupiahField } from './rupiah-field.tsx';
import { StandingChoice, type StatedStanding } from './standing-choice.tsx';
import { type Grant, useGrantCommand } from './use-grant.ts';
import { words } from './words.ts';

type Act = 'transfers' | 'absorbed' | 'returned';
type Draft = {
  readonly id: string;
  readonly day: string;
  readonly amount: number | null;
  readonly evidence: string;
  readonly url: string;
  readonly standing: StatedStanding;
  readonly trancheId: string;
};
const URL_FORM = /^https:\/\/[^\s]+$/;

/** One line of money: when, how much, what shows it. What was typed stays until the server took it. */
export function MoneyForm({ act, grant, onClose }: { act: Act; grant: Grant; onClose: () => void }) {
  const t = useTexts(words);
  const [draft, setDraft] = useState(() => begin(grant));
  const sending = useSending(act, grant.id);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const isUrl = draft.url.trim() === '' || URL_FORM.test(draft.url.trim());
  const isReady = draft.amount !== null && draft.day !== '' && draft.evidence.trim() !== '' && isUrl;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || sending.command.busy || !(await sending.send(draft))) return;
    toast(t(`did.${act}`));
    onClose();
  };
  return (
    <form className="grant-form" aria-label={t(`act.${act}`)} onSubmit={(event) => void onSubmit(event)}>
      <h2>{t(`act.${act}`)}</h2>
      <p className="quiet">{t(`means.${act}`)}</p>
      {act === 'transfers' ? <TrancheChoice grant={grant} draft={draft} onChange={change} /> : null}
      <Fields act={act} draft={draft} onChange={change} problem={sending.command.problem} isUrl={isUrl} />
      <CommandNotice command={sending.command} />
      <div className="grant-buttons">
        <Button kind="primary" type="submit" busy={sending.command.busy} isDisabled={!isReady}>
          {t('save')}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function begin(grant: Grant): Draft {
  const open = grant.tranches.find(({ state }) => state !== 'paid') ?? grant.tranches[0];
  return {
    id: newId(),
    day: grant.today,
    amount: null,
    evidence: '',
    url: '',
    standing: 'stated',
    trancheId: open?.id ?? '',
  };
}

function useSending(act: Act, grantId: string) {
  const transfer = useGrantCommand(addTransfer);
  const absorbed = useGrantCommand(reportAbsorbed);
  const returned = useGrantCommand(addReturned);
  const command = { transfers: transfer, absorbed, returned }[act];
  const send = (draft: Draft) => {
    const { id, day, standing, trancheId } = draft;
    const url = draft.url.trim() === '' ? null : draft.url.trim();
    const body = { id, day, amount: draft.amount ?? 0, evidence: draft.evidence.trim(), url, standing };
    const params = { grantId };
    if (act === 'transfers') return transfer.run({ params, body: { ...body, trancheId } });
    return (act === 'absorbed' ? absorbed : returned).run({ params, body });
  };
  return { command, send };
}

type PartProps = { readonly draft: Draft; readonly onChange: (next: Partial<Draft>) => void };

function TrancheChoice({ grant, draft, onChange }: PartProps & { grant: Grant }): ReactNode {
  const t = useTexts(words);
  const name = useTrancheName();
  const { short } = useRupiah();
  const options = grant.tranches.map(({ id, ordinal, amount, transferred }) => ({
    id,
    text: `${name(ordinal)} · ${t('trancheLeft', { sum: short(amount - transferred), of: short(amount) })}`,
  }));
  return (
    <Select
      label={t('trancheField')}
      options={options}
      value={draft.trancheId}
      onChange={(trancheId) => onChange({ trancheId })}
    />
  );
}

type FieldsProps = PartProps & {
  readonly act: Act;
  readonly problem: Parameters<typeof useFieldError>[0];
  readonly isUrl: boolean;
};

function Fields({ act, draft, onChange, problem, isUrl }: FieldsProps) {
  const t = useTexts(words);
  const errorOf = useFieldError(problem);
  return (
    <>
      <div className="grant-pair">
        <TextField
          label={t(`day.${act}`)}
          type="date"
          value={draft.day}
          onChange={(day) => onChange({ day })}
          error={errorOf('day')}
          required
        />
        <RupiahField
          label={t(`amount.${act}`)}
          value={draft.amount}
          onChange={(amount) => onChange({ amount })}
          error={errorOf('amount')}
        />
      </div>
      <TextField
        label={t('evidence')}
        description={t('evidenceNote')}
        value={draft.evidence}
        onChange={(evidence) => onChange({ evidence })}
        maxLength={300}
        error={errorOf('evidence')}
        required
      />
      <TextField
        label={t('url')}
        value={draft.url}
        onChange={(url) => onChange({ url })}
        placeholder="https://"
        maxLength={500}
        error={errorOf('url') ?? (isUrl ? undefined : t('urlForm'))}
      />
      <StandingChoice value={draft.standing} onChange={(standing) => onChange({ standing })} />
    </>
  );
}
