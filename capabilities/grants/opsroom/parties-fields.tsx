import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Answer, ComboBox, Select, TextField } from '#web/ui/index.ts';
import { readGrantChoices } from '../doors-overview.ts';
import { type Recipient, recipients } from '../grant.ts';
import { words } from './words.ts';

type Choices = ReplyOf<typeof readGrantChoices>;

/** Stands for an agency that takes no part in Rakor. */
const ELSEWHERE = 'elsewhere';

export type Parties = {
  readonly government: string | null;
  readonly recipient: Recipient | null;
  readonly agencyId: string;
  readonly recipientName: string;
};

/** Whoever gives begins with their government, whoever receives with their agency. */
export function useBeginParties(operationId: string): Parties {
  const asked = useAsk(readGrantChoices, { params: { operationId } });
  const choices = asked.state === 'ready' ? asked.data : null;
  const own = choices?.agencies.find(({ id }) => id === choices.ownAgencyId);
  return {
    government: choices?.governments.find(({ ours }) => ours)?.code ?? null,
    recipient: own?.recipient ?? null,
    agencyId: own?.id ?? ELSEWHERE,
    recipientName: own?.name ?? '',
  };
}

/** As it is sent; null while a party is not named. */
export function partiesOf({ government, recipient, agencyId, recipientName }: Parties) {
  const name = recipientName.trim();
  if (government === null || recipient === null || name === '') return null;
  const recipientAgencyId = agencyId === ELSEWHERE ? null : agencyId;
  return { government, recipient, recipientAgencyId, recipientName: name };
}

type Props = {
  readonly operationId: string;
  readonly value: Parties;
  readonly onChange: (next: Partial<Parties>) => void;
};

export function PartiesFields({ operationId, value, onChange }: Props) {
  const asked = useAsk(readGrantChoices, { params: { operationId } });
  return (
    <Answer of={asked} rows={3}>
      {(choices) => <Fields choices={choices} value={value} onChange={onChange} />}
    </Answer>
  );
}

function Fields({ choices, value, onChange }: Omit<Props, 'operationId'> & { choices: Choices }) {
  const t = useTexts(words);
  const agencies = choices.agencies.filter(({ recipient }) => recipient === value.recipient);
  const choose = (agencyId: string) => {
    const agency = agencies.find(({ id }) => id === agencyId);
    onChange({ agencyId, recipientName: agency?.name ?? '' });
  };
  return (
    <>
      <div className="grant-pair">
        <ComboBox
          label={t('giver')}
          options={choices.governments.map(({ code, name, ours }) => ({
            id: code,
            text: name,
            ...(ours ? { note: t('ours') } : {}),
          }))}
          value={value.government}
          onChange={(government) => onChange({ government })}
          required
        />
        <Select
          label={t('recipientKind')}
          options={recipients.map((id) => ({ id, text: t(`recipient.${id}`) }))}
          value={value.recipient}
          onChange={(recipient) => onChange({ recipient, agencyId: ELSEWHERE, recipientName: '' })}
          required
        />
      </div>
      {value.recipient === null ? null : (
        <Select
          label={t('receiver')}
          options={[
            ...agencies.map(({ id, name }) => ({ id, text: name })),
            { id: ELSEWHERE, text: t('elsewhere') },
          ]}
          value={value.agencyId}
          onChange={choose}
        />
      )}
      {value.recipient !== null && value.agencyId === ELSEWHERE ? (
        <TextField
          label={t('recipientName')}
          description={t('recipientNameNote')}
          value={value.recipientName}
          onChange={(recipientName) => onChange({ recipientName })}
          maxLength={200}
          required
        />
      ) : null}
    </>
  );
}
