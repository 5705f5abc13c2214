import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField, toast } from '#web/ui/index.ts';
import { listIncidents, readIncident, releaseIncident, setIncidentLevel, takeIncident } from '../contract.ts';
import { LevelChoice } from './level-choice.tsx';
import { ResolveForm } from './resolve-form.tsx';
import { words } from './words.ts';

type Incident = ReplyOf<typeof readIncident>;
type Props = { readonly incident: Incident; readonly onTyping: (isTyping: boolean) => void };

/** Who has it, and what the reader may do about that. */
export function Doing({ incident, onTyping }: Props) {
  const t = useTexts(words);
  if (incident.state === 'resolved') return null;
  if (incident.isMine) return <Holding incident={incident} onTyping={onTyping} />;
  if (incident.mayTake) return <Taking incident={incident} />;
  return (
    <div className="incident-doing">
      <HolderLine incident={incident} />
      {incident.mayWork ? (
        <p className="quiet">{t('notOurs', { addressee: incident.addressee ?? t('posko') })}</p>
      ) : null}
    </div>
  );
}

function HolderLine({ incident }: { incident: Incident }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { holder } = incident;
  if (holder === null) return <p className="strong">{t('nobody')}</p>;
  return <p>{t('heldBy', { name: holder.name, since: instant(holder.operationSince) })}</p>;
}

function Taking({ incident }: { incident: Incident }) {
  const t = useTexts(words);
  const command = useCommand(takeIncident, [listIncidents, readIncident]);
  const [reason, setReason] = useState('');
  const isHeld = incident.holder !== null;
  const take = async () => {
    const body = { reason: reason.trim() === '' ? null : reason };
    const reply = await command.run({ params: { incidentId: incident.id }, body });
    if (reply) toast(t('taken'));
  };
  return (
    <div className="incident-doing">
      <HolderLine incident={incident} />
      {isHeld ? (
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={300} required />
      ) : null}
      <div className="incident-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={command.busy}
          isDisabled={isHeld && reason.trim() === ''}
          onPress={() => void take()}
        >
          {t(isHeld ? 'takeOver' : 'take')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}

function Holding({ incident, onTyping }: Props) {
  const t = useTexts(words);
  const params = { incidentId: incident.id };
  const releasing = useCommand(releaseIncident, [listIncidents, readIncident]);
  const escalating = useCommand(setIncidentLevel, [listIncidents, readIncident]);
  const [isResolving, setResolving] = useState(false);
  return (
    <div className="incident-doing">
      <p className="strong">{t('mine')}</p>
      <LevelChoice
        value={incident.level}
        onChange={(level) => void escalating.run({ params, body: { level, reason: null } })}
      />
      <CommandNotice command={escalating} />
      {isResolving ? (
        <ResolveForm incidentId={incident.id} onTyping={onTyping} onClose={() => setResolving(false)} />
      ) : (
        <div className="incident-buttons">
          <Button kind="primary" icon="check" onPress={() => setResolving(true)}>
            {t('resolve')}
          </Button>
          <Button
            icon="user-minus"
            busy={releasing.busy}
            onPress={() => void releasing.run({ params, body: { reason: null } })}
          >
            {t('release')}
          </Button>
        </div>
      )}
      <CommandNotice command={releasing} />
    </div>
  );
}
