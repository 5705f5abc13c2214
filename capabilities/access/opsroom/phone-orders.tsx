import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, toast } from '#web/ui/index.ts';
import { listPhones, lockPhones, readPhone, unlockPhones, wipePhones } from '../endpoints-phones.ts';
import { words } from './words-phones.ts';

export const orders = ['lock', 'unlock', 'wipe'] as const;
export type OrderName = (typeof orders)[number];

const icons = { lock: 'lock', unlock: 'key', wipe: 'trash' } as const;

type Asked = { readonly name: OrderName; readonly ids: readonly string[] };

/** Lock, unlock, wipe: for rows that were picked or one that is open. Asks once, and says what it does and what not. */
export function usePhoneOrders() {
  const t = useTexts(words);
  const commands = {
    lock: useCommand(lockPhones, [listPhones, readPhone]),
    unlock: useCommand(unlockPhones, [listPhones, readPhone]),
    wipe: useCommand(wipePhones, [listPhones, readPhone]),
  };
  const [asked, setAsked] = useState<Asked | null>(null);
  const command = commands[asked?.name ?? 'lock'];
  const close = () => {
    command.reset();
    setAsked(null);
  };
  const give = async () => {
    const reply = asked && (await command.run({ body: { ids: [...asked.ids] } }));
    if (!reply) return;
    toast(t('done', { total: reply.revoked }));
    setAsked(null);
  };
  const actions: readonly BulkAction[] = orders.map((name) => ({
    id: name,
    text: t(name),
    icon: icons[name],
    run: (ids) => setAsked({ name, ids }),
  }));
  const dialog = asked ? (
    <Dialog
      title={t(asked.name)}
      open
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            kind={asked.name === 'unlock' ? 'primary' : 'danger'}
            busy={command.busy}
            onPress={() => void give()}
          >
            {t(asked.name)}
          </Button>
        </>
      }
    >
      <p className="strong">{t('chosen', { count: asked.ids.length })}</p>
      <p>{t(`ask.${asked.name}`)}</p>
      <CommandNotice command={command} />
    </Dialog>
  ) : null;
  return { actions, dialog, ask: (name: OrderName, id: string) => setAsked({ name, ids: [id] }) };
}
