import { join } from 'node:path';
import { referenceData } from '#data/load.ts';
import { holdsSamples } from '#rooms/exercises/server.ts';
import type { BackupDesk } from '#server/backup/room.ts';
import type { Capability } from '#server/capability.ts';
import type { Database } from '#server/database/connect.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import type { Clock } from '#shared/time.ts';
import { composeCapabilities } from './capabilities.ts';
import { foundHouse } from './founding.ts';
import { grantLaw } from './grant-law.ts';
import { sampleShelf } from './sample/shelf.ts';

/** The rooms, and the two things that are only known once the house stands. */
export type Plan = {
  readonly capabilities: readonly Capability[];
  /** Gives the sample shelf its hands. */
  connect(invoke: Invoke): void;
  /** Finds out whether this database holds samples, so that their demo accounts open. */
  readMode(db: Database): Promise<boolean>;
  /** Whether samples are open here, and with them their demo accounts. */
  readonly sample: () => boolean;
  loadSample(key: string): Promise<void>;
  /** Brings in the vocabularies that this house lacks. */
  found(): Promise<void>;
  /** What follows an erasure outside the database. */
  onErased(work: () => void): void;
};

/** Plans the house for a server rooted at `root`; `samplesAllowed` is false where strangers can reach it. */
export function planHouse(
  root: string,
  clock: Clock,
  samplesAllowed: boolean,
  backups: BackupDesk = null,
): Plan {
  const folder = join(root, 'data');
  let sample = false;
  let invoke: Invoke | null = null;
  let erased = () => {};
  const isSample = () => sample && samplesAllowed;
  const data = referenceData(folder);
  const hands = () => {
    if (invoke === null) throw new Error('the house is not built yet');
    return invoke;
  };
  const shelf = sampleShelf({
    data,
    folder,
    clock,
    allowed: () => samplesAllowed,
    invoke: hands,
    onLoaded: () => {
      sample = true;
    },
  });
  return {
    capabilities: composeCapabilities({
      sample: isSample,
      shelf,
      grantLaw: grantLaw(data),
      backups,
      onErased: () => erased(),
    }),
    connect(given) {
      invoke = given;
    },
    async readMode(db) {
      sample = await holdsSamples(db);
      return sample;
    },
    sample: isSample,
    loadSample: shelf.load,
    found: () => foundHouse(hands(), data),
    onErased(work) {
      erased = work;
    },
  };
}
