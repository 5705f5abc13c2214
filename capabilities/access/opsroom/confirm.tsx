import { useState } from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, type IconName, toast } from '#web/ui/index.ts';
import type { revokeGrants } from '../endpoints-accounts.ts';
import { revokeAuditor } from '../two-persons.ts';
import { ProposeDialog } from './proposing.tsx';
import { words } from './words.ts';
import { words as twoWords } from './words-two-persons.ts';

/** What every bulk revocation of this room looks like on the wire. */
type Revocation = Omit<typeof revokeGrants, 'access' | 'records'> & Pick<Endpoint, 'access' | 'records'>;

type Taking = {
  readonly endpoint: Revocation;
  readonly refreshes: readonly Endpoint[];
  readonly title: string;
  readonly icon: IconName;
  /** What one of these is called where an auditor is taken away by two persons. */
  readonly as?: 'accountId' | 'grantId' | 'invitationId';
};

const FOR_TWO = 'access.needs-two-persons';

/**
 * A bulk action that takes something away: asks once, says how many, and shows why not. What one person may not take,
 * it offers to propose.
 */
export function useTaking({ endpoint, refreshes, title, icon, as }: Taking) {
  const t = useTexts(words);
  const two = useTexts(twoWords);
  const { command, proof } = useProved(endpoint, refreshes);
  const [ids, setIds] = useState<readonly string[]>([]);
  const [proposed, setProposed] = useState<string | null>(null);
  const [only, ...more] = ids;
  const isForTwo = as !== undefined && command.problem?.code === FOR_TWO;
  const offer = () => {
    if (only === undefined || more.length > 0) return toast(two('oneAuditor'), { kind: 'alarm' });
    setProposed(only);
    close();
  };
  const close = () => {
    setIds([]);
    command.reset();
  };
  const take = async () => {
    const reply = await command.run({ body: { ids: [...ids] } });
    if (!reply) return;
    toast(t('revoked', { total: reply.revoked }));
    setIds([]);
  };
  const action: BulkAction = { id: endpoint.name, text: title, icon, run: setIds };
  const dialog = (
    <>
      <Dialog
        title={title}
        open={ids.length > 0}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t('cancel')}</Button>
            {isForTwo ? (
              <Button kind="primary" onPress={offer}>
                {two('proposeRevoking')}
              </Button>
            ) : (
              <Button kind="danger" busy={command.busy} onPress={() => void take()}>
                {title}
              </Button>
            )}
          </>
        }
      >
        <p className="strong">{t('sure')}</p>
        <p>{t('sureText', { count: ids.length })}</p>
        <CommandNotice command={command} />
      </Dialog>
      {proof}
      {as === undefined || proposed === null ? null : (
        <ProposeRevoking input={{ [as]: proposed }} onClose={() => setProposed(null)} />
      )}
    </>
  );
  return { action, dialog };
}

/** Asks a second person of the agency to agree that the auditor is taken away. */
function ProposeRevoking(props: {
  readonly input: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}) {
  const two = useTexts(twoWords);
  return (
    <ProposeDialog
      {...props}
      action={revokeAuditor.name}
      title={two('proposeRevoking')}
      text={two('proposeRevokingText')}
    />
  );
}
