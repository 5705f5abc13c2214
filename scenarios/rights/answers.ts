/** What somebody gets at every door, down to headers and bytes. */
import { createHash } from 'node:crypto';

export type Asker = { fetch(path: string, init?: RequestInit): Promise<Response> };
export type Seen = {
  readonly status: number;
  readonly headers: string;
  readonly sha256: string;
  readonly start: string;
};
export type Round = ReadonlyMap<string, Seen>;

// The day and time of an answer, and how long this connection is kept, are no part of what is told.
const BESIDE = new Set(['date', 'keep-alive', 'connection']);
const START_LENGTH = 4_000;

export async function look(asker: Asker, address: string): Promise<Seen> {
  const answer = await asker.fetch(address);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const headers = [...answer.headers].filter(([name]) => !BESIDE.has(name)).sort();
  return {
    status: answer.status,
    headers: JSON.stringify(headers),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    start: bytes.subarray(0, START_LENGTH).toString('utf8'),
  };
}

/** Asks at every address, a few at a time. */
export async function goRound(asker: Asker, addresses: readonly string[]): Promise<Round> {
  const seen = new Map<string, Seen>();
  const waiting = [...addresses];
  const work = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      seen.set(address, await look(asker, address));
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return seen;
}

/** Addresses at which two rounds got different answers, with the first difference. */
export function differences(before: Round, after: Round): readonly string[] {
  return [...before].flatMap(([address, was]) => {
    const is = after.get(address);
    if (!is) return [`${address}: was not asked again`];
    if (was.status !== is.status) return [`${address}: ${was.status} became ${is.status}`];
    if (was.sha256 !== is.sha256) return [`${address}: ${firstDifference(was.start, is.start)}`];
    return was.headers === is.headers ? [] : [`${address}: ${was.headers} became ${is.headers}`];
  });
}

function firstDifference(was: string, is: string): string {
  let at = 0;
  while (at < was.length && was[at] === is[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `…${was.slice(from, at + 60)}… became …${is.slice(from, at + 60)}…`;
}
