import type { Capability } from '#server/capability.ts';
import type { Database, Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  exerciseProblems,
  listSamples,
  openSample,
  type Sample,
  sampleKind,
  sampleOpen,
  sampleOpened,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { listOpened, noteOpened } from './store.ts';

export { holdsSamples } from './store.ts';

/** What the app lends to this room: the samples on the shelf and the hands that load one through the doors. */
export type SampleShelf = {
  readonly offered: () => readonly (Omit<Sample, 'openedAt'> & { version: number })[];
  /** Loads a sample; doing it twice is harmless. */
  readonly load: (key: string) => Promise<void>;
  /** True while nobody but demo people has an account. */
  readonly isFirstRun: (tx: Tx | Database) => Promise<boolean>;
  /** False where strangers can reach this server and samples were not allowed by name. */
  readonly allowed: () => boolean;
};

export function exercisesRoom(shelf: SampleShelf): Capability {
  return {
    name: 'exercises',
    holdings,
    permissions: [sampleOpen],
    kinds: [sampleKind],
    events: [sampleOpened],
    problems: exerciseProblems,
    endpoints: [
      handle(listSamples, async (context) => {
        const opened = new Map((await listOpened(context.tx)).map((each) => [each.key, each.openedAt]));
        const samples = shelf.offered().map(({ version: _version, ...sample }) => ({
          ...sample,
          openedAt: opened.get(sample.key)?.toISOString() ?? null,
        }));
        return {
          samples,
          firstRun: await shelf.isFirstRun(context.tx),
          mayOpen: await mayOpen(context, shelf),
        };
      }),
      handle(openSample, async (context, { params }) => {
        const sample = shelf.offered().find((each) => each.key === params.key);
        if (!sample) throw new Refused(refuse('sample.unknown', { key: params.key }));
        if (!(await mayOpen(context, shelf))) throw new Refused(refuse('sample.not-here'));
        const { key, operationId, version } = sample;
        // The note comes first: a twin that is under way waits here, and then finds the sample open.
        if (!(await noteOpened(context.tx, sample, context.now))) context.unchanged();
        else {
          await shelf.load(key);
          await context.record(sampleOpened, {
            subject: operationId,
            operation: operationId,
            after: { key, version },
            attributes: { operation: operationId },
          });
        }
        return { operationId };
      }),
    ],
  };
}

async function mayOpen(context: Context, shelf: SampleShelf): Promise<boolean> {
  if (!shelf.allowed()) return false;
  if (context.actor.kind === 'system') return true;
  // Demo accounts open without a password. On a server that holds none, that is for whoever runs it to say: `--sample`.
  if (context.may(sampleOpen) && (await listOpened(context.tx)).length > 0) return true;
  return isAtTheServer(context.caller.address) && (await shelf.isFirstRun(context.tx));
}

function isAtTheServer(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
