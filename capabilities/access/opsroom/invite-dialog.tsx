import './access.css';
import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Answer, Button, CommandNotice, Dialog, Select, TextField, toast } from '#web/ui/index.ts';
import { type Role, RoleText, readSession } from '../contract.ts';
import { invite, listInvitations } from '../endpoints-accounts.ts';
import { rolesToGive } from '../granting.ts';
import { AddressWarning } from './address-warning.tsx';
import { AgencyChoice } from './agency-choice.tsx';
import { type OwnReach, type Reach, ReachFields, reachOf } from './reach-fields.tsx';
import { WhomToInvite } from './whom-to-invite.tsx';
import { words } from './words.ts';

type Made = { readonly link: string; readonly expiresAt: string };

/** Who, for whom, as what, where; then the link, once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(words);
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog title={t(made ? 'linkReady' : 'inviteSomebody')} open={open} onClose={close} dismissable={false}>
      {made ? <Ready made={made} onDone={close} /> : <InviteForm onMade={setMade} />}
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (made: Made) => void }) {
  const session = useAsk(readSession, {});
  return (
    <Answer of={session} rows={4}>
      {({ grants, agency }) => <Form own={reachOf(grants)} agencyId={agency?.id ?? null} onMade={onMade} />}
    </Answer>
  );
}

type FormProps = {
  readonly own: OwnReach;
  readonly agencyId: string | null;
  readonly onMade: (made: Made) => void;
};

function Form({ own, agencyId: ownAgency, onMade }: FormProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { command, proof } = useProved(invite, [listInvitations]);
  const [id] = useState(() => newId());
  const [name, setName] = useState('');
  const [agencyId, setAgencyId] = useState<string | null>(own.agencyId ?? ownAgency);
  const [role, setRole] = useState<Role>('agency-officer');
  const [reach, setReach] = useState<Reach>({ is: own.isEverywhere ? 'some' : 'all', areas: [] });
  const areas = reach.is === 'all' ? own.areas : reach.areas;
  const send = async () => {
    const { operationId } = own;
    const to = { agencyId, role, areas: [...areas], operationId, validUntil: null };
    const reply = await command.run({ body: { id, name: name.trim(), ...to } });
    if (reply) onMade(reply);
  };
  return (
    <div className="access-form">
      <WhomToInvite />
      <AddressWarning />
      <TextField
        label={t('name')}
        description={t('inviteNameNote')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        required
      />
      <AgencyChoice label={t('agency')} value={agencyId} onChange={setAgencyId} only={own.agencyId} />
      <Select
        label={t('role')}
        options={rolesToGive(own).map((each) => ({ id: each, text: localized(RoleText[each]) }))}
        value={role}
        onChange={setRole}
      />
      <ReachFields own={own} reach={reach} onChange={setReach} />
      <CommandNotice command={command} />
      <Button
        kind="primary"
        busy={command.busy}
        isDisabled={!name.trim() || areas.length === 0}
        onPress={() => void send()}
      >
        {t('makeLink')}
      </Button>
      {proof}
    </div>
  );
}

function Ready({ made, onDone }: { made: Made; onDone: () => void }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const copy = async () => {
    await navigator.clipboard.writeText(made.link);
    toast(t('copied'));
  };
  return (
    <div className="access-form">
      <AddressWarning />
      <p>{t('linkReadyText', { until: instant(made.expiresAt) })}</p>
      <code className="access-key">{made.link}</code>
      <div className="access-actions">
        {/* Outside HTTPS a browser has no clipboard; the link can still be marked by hand. */}
        {window.isSecureContext ? (
          <Button icon="link" onPress={() => void copy()}>
            {t('copy')}
          </Button>
        ) : null}
        <Button kind="primary" onPress={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
