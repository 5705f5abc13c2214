import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferenceData } from '#data/load.ts';
import type { Operation } from '#data/schema-operation.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/endpoint.ts';
import type { Actor } from '#shared/permission.ts';
import { instantOf } from '#shared/time.ts';
import { founder } from '../founding.ts';
import { citeBy } from './citing.ts';
import { idFrom } from './ids.ts';

/** One sample being loaded: the data, and the hands that use the doors. */
export type Loading = {
  readonly operation: Operation;
  readonly operationId: string;
  readonly data: ReferenceData;
  readonly folder: string;
  /** The instant at which the sample's clock stands when it is opened. */
  readonly opensAt: Date;
  /** When it is opened, by the clock of the server. */
  readonly now: Date;
  /** Uses a door as the server itself; the request id comes from `key`, so that loading twice is harmless. */
  readonly use: <E extends Endpoint>(key: string, endpoint: E, asked: Asked<E>) => Promise<ReplyOf<E>>;
  readonly id: (...names: readonly string[]) => string;
  /** A source of this sample, or of its counts of stations, as one line that people can read. */
  readonly source: (key: string) => string;
};

type Asked<E extends Endpoint> = {
  params?: ParamsOf<E>;
  query?: QueryOf<E>;
  body?: BodyOf<E>;
  as?: Actor;
  at?: Date;
};

/** What a sample is loaded from, and by whose hands. */
export type Hands = {
  readonly data: ReferenceData;
  /** The folder that holds the data files. */
  readonly folder: string;
  readonly invoke: Invoke;
  readonly now: Date;
};

export function beginLoading(key: string, { data, folder, invoke, now }: Hands): Loading {
  const operation = data.operation(key);
  const { stationCounts } = operation;
  const ofCounts = stationCounts === null ? [] : data.stationCounts(stationCounts.file).sources;
  const [day = '', time = ''] = operation.opensAt.local.split('T');
  return {
    operation,
    operationId: operationIdOf(key),
    data,
    folder,
    opensAt: instantOf(day, time, operation.zone),
    now,
    id: (...names) => idFrom(key, ...names),
    use: (name, endpoint, { as = founder, ...asked }) =>
      invoke(as, endpoint, { ...asked, requestId: idFrom(key, 'request', name) }),
    // What the operation says of a source goes before what the counts say of one with the same key.
    source: citeBy([...ofCounts, ...operation.sources]),
  };
}

export function operationIdOf(key: string): string {
  return idFrom('operation', key);
}

/** Agencies are shared by samples: the same office is the same agency. */
export function agencyIdOf(key: string): string {
  return idFrom('agency', key);
}

export function readDataFile(loading: Loading, path: string): Buffer {
  return readFileSync(join(loading.folder, path));
}
