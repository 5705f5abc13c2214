/** Figures that disagree: those of the operation, and people divided beyond what was announced. */
import { deploymentNeed } from '#rooms/deployment/contract.ts';
import { operationContradictions } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { DailyReport } from './contract.ts';

type Contradiction = DailyReport['contradictions'][number];

/** @param day the operation's today unless given */
export async function contradictionsOf(
  context: Context,
  operationId: string,
  day?: string,
): Promise<{ readonly stated: readonly Contradiction[]; readonly divided: readonly Contradiction[] }> {
  const stated = await context.ask(operationContradictions, { id: operationId });
  const asked = { operationId, level: 'operation', ...(day === undefined ? {} : { day }) } as const;
  const { excesses } = await context.ask(deploymentNeed, asked);
  const divided = excesses.map(({ force, name, announced, distributed }) => ({
    key: `divided:${force}`,
    text: {
      id: `${name.id}: lebih banyak dibagi daripada yang diumumkan`,
      en: `${name.en}: more divided than announced`,
    },
    stated: announced,
    computed: distributed,
    source: 'Ploting TPS',
  }));
  return { stated, divided };
}
