import type { ReferenceData } from '#data/load.ts';
import { hasAdministrator } from '#rooms/access/first-run.ts';
import type { SampleShelf } from '#rooms/exercises/server.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import type { Clock } from '#shared/time.ts';
import { loadSample } from './load.ts';
import { stationsOf } from './load-stations.ts';
import { operationIdOf } from './loading.ts';

type Parts = {
  readonly data: ReferenceData;
  /** The folder that holds the data files. */
  readonly folder: string;
  readonly clock: Clock;
  readonly allowed: () => boolean;
  /** Asked for late: the doors exist only once the house is built. */
  readonly invoke: () => Invoke;
  readonly onLoaded: () => void;
};

/** The samples that this release carries, the default one first. */
export function sampleShelf(parts: Parts): SampleShelf {
  const operations = parts.data.operationKeys().map((key) => parts.data.operation(key));
  const offered = operations
    .sort((a, b) => Number(b.opensByDefault) - Number(a.opensByDefault) || (a.key < b.key ? -1 : 1))
    .map((operation) => {
      const { key, version, title, codeName, reports, areas, opensByDefault } = operation;
      return {
        key,
        version,
        title,
        codeName: codeName.text,
        reports,
        areas,
        opensByDefault,
        operationId: operationIdOf(key),
        stations: stationsOf(parts.data, operation),
      };
    });
  return {
    offered: () => offered,
    async load(key) {
      const { data, folder, invoke, clock } = parts;
      await loadSample(key, { data, folder, invoke: invoke(), now: clock() });
      parts.onLoaded();
    },
    isFirstRun: async (db) => !(await hasAdministrator(db, parts.clock())),
    allowed: parts.allowed,
  };
}
