import { useState } from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, type IconName, toast } from '#web/ui/index.ts';
import type { revokeGrants } from '../endpoints-accounts.ts';
import { useProved } from './proof.tsx';
import { words } from './words.ts';

/** What every bulk revocation of this room looks like on the wire. */
type Revocation = Omit<typeof revokeGrants, 'access' | 'records'> & Pick<Endpoint, 'access' | 'records'>;

type Taking = {
  readonly endpoint: Revocation;
  readonly refreshes: readonly Endpoint[];
  readonly title: string;
  readonly icon: IconName;
};

/** A bulk action that takes something away: asks once, says how many, and shows why not. */
export function useTaking({ endpoint, refreshes, title, icon }: Taking) {
  const t = useTexts(words);
  const { command, proof } = useProved(endpoint, refreshes);
  const [ids, setIds] = useState<readonly string[]>([]);
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
            <Button kind="danger" busy={command.busy} onPress={() => void take()}>
              {title}
            </Button>
          </>
        }
      >
        <p className="strong">{t('sure')}</p>
        <p>{t('sureText', { count: ids.length })}</p>
        <CommandNotice command={command} />
      </Dialog>
      {proof}
    </>
  );
  return { action, dialog };
}
