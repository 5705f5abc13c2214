import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { toast } from '#web/ui/index.ts';
import { listReactions, retryReactions } from '../contract.ts';
import { words } from './words.ts';

/** As many as one command takes. */
const AT_ONCE = 200;

/** Lets failed follow-ups be tried again, however many, and says how many there were. */
export function useRetrying() {
  const t = useTexts(words);
  const { number } = useFormat();
  const command = useCommand(retryReactions, [listReactions]);
  const retry = async (ids: readonly string[]) => {
    let total = 0;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const reply = await command.run({ body: { ids: ids.slice(from, from + AT_ONCE) } });
      if (!reply) break;
      total += reply.retried;
    }
    if (total > 0) toast(t('sent', { total: number(total) }));
  };
  return { command, retry };
}
