/** People who keep writing while the server dies under them, and remember what it said. */
import { randomUUID } from 'node:crypto';
import { demoCookie } from '../upgrade/people.ts';

export type Kind = 'field-report' | 'incident' | 'activity';

/** One thing that somebody means to write: the same id and the same key, however often it is sent. */
type Intent = { readonly kind: Kind; readonly id: string; readonly path: string; readonly body: object };

export type Ledger = {
  /** Ids that were sent at least once. */
  readonly sent: ReadonlyMap<string, Kind>;
  /** Ids that the server said it has. */
  readonly acknowledged: ReadonlySet<string>;
  /** Refusals and anything else that is neither an answer nor silence. */
  readonly strange: readonly string[];
};

export type Writers = {
  readonly ledger: Ledger;
  /** Writes until the server no longer answers, or `most` times; what was under way is sent again the next time. */
  writeUntilSilence(origin: string, most?: number): Promise<void>;
  /** How many writes have been acknowledged so far. */
  count(): number;
};

const AT_ONCE = 8;
const OPERATION_LOGINS = { report: 'padal.kupang', desk: 'kabagops.kupang' } as const;

/** Signs the writers in once: their sessions outlive the server. */
export async function openWriters(origin: string, operationId: string): Promise<Writers> {
  const cookies = {
    report: await demoCookie(origin, OPERATION_LOGINS.report),
    desk: await demoCookie(origin, OPERATION_LOGINS.desk),
  };
  const sent = new Map<string, Kind>();
  const acknowledged = new Set<string>();
  const strange: string[] = [];
  const unanswered: Intent[] = [];
  let turn = 0;

  const send = async (origin: string, intent: Intent): Promise<boolean> => {
    sent.set(intent.id, intent.kind);
    const cookie = intent.kind === 'field-report' ? cookies.report : cookies.desk;
    try {
      const answer = await fetch(`${origin}${intent.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': intent.id, cookie },
        body: JSON.stringify(intent.body),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await answer.text();
      if (answer.ok) acknowledged.add(intent.id);
      // 5xx: it says itself that it does not know. Whatever else is no answer to a well-formed write.
      else if (answer.status < 500 && answer.status !== 429) strange.push(`${intent.path} ${text}`);
      return answer.ok;
    } catch {
      return false;
    }
  };

  const oneWriter = async (origin: string, last: number): Promise<void> => {
    while (turn < last) {
      const intent = unanswered.shift() ?? intentOf(operationId, turn++);
      if (await send(origin, intent)) continue;
      unanswered.push(intent);
      return;
    }
  };

  return {
    ledger: { sent, acknowledged, strange },
    count: () => acknowledged.size,
    async writeUntilSilence(origin, most = Number.POSITIVE_INFINITY) {
      const last = turn + most;
      await Promise.all(Array.from({ length: AT_ONCE }, () => oneWriter(origin, last)));
    },
  };
}

function intentOf(operationId: string, turn: number): Intent {
  const id = randomUUID();
  const area = '53.71.01.1001';
  if (turn % 4 === 1) {
    const body = {
      ...{ id, operationId, kind: 'disorder', area, level: 'yellow', title: `Kejadian ${turn}`, text: '' },
      ...{ place: null, reportIds: [], aboutAgencyId: null },
    };
    return { kind: 'incident', id, path: '/api/incidents', body };
  }
  if (turn % 4 === 3) {
    const body = {
      ...{ id, title: `Kegiatan ${turn}`, kind: 'meeting', organiser: 'KPU', area, place: 'Aula' },
      ...{ startsAt: '2024-11-26T03:00:00.000Z', endsAt: null, expectedCrowd: null, strength: [] },
      ...{ satgas: null, note: null, standing: 'staged' },
    };
    return { kind: 'activity', id, path: `/api/operations/${operationId}/activities`, body };
  }
  const body = {
    ...{ id, operationId, area, stationId: null, place: null, kind: 'disorder', help: 'no' },
    ...{ text: `Laporan ${turn}`, photos: 0, aboutAgencyId: null, capturedAt: new Date().toISOString() },
  };
  return { kind: 'field-report', id, path: '/api/field-reports', body };
}
