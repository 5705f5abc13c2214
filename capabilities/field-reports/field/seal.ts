import type { Item, Outbox } from '#web/outbox/index.ts';
import { standingOf } from './steps.ts';

const AT_ONCE = 5;
const still = { sending: null, silentSince: null, signedOut: false };

/** Keeps what was known of the seal when the rest of what became of a report is learnt anew. */
export function keepSeal(item: Item, progress: object): object {
  const { progress: former } = standingOf(item, still);
  return former?.seal === undefined ? progress : { ...progress, seal: former.seal };
}

/** Asks for proofs that are still owed, a few at a time, and checks each before it is kept. */
export async function proveOwed(outbox: Outbox): Promise<void> {
  const owed = outbox.view().items.filter(isOwed).slice(0, AT_ONCE);
  if (owed.length === 0) return;
  // Not part of the first load: nobody waits for arithmetic at the door.
  const { askForSeal } = await import('./proving.ts');
  for (const item of owed) {
    const { receipt, progress } = standingOf(item, still);
    const seal = receipt && progress ? await askForSeal(receipt.promise) : null;
    if (seal !== null) await outbox.noteProgress(item.id, { ...progress, seal });
  }
}

function isOwed(item: Item): boolean {
  const { receipt, progress } = standingOf(item, still);
  return receipt !== null && progress !== null && progress.seal?.is !== 'proved';
}
