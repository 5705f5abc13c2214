import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { look } from './answers.ts';
import { ROLES } from './cast.ts';
import { type Door, doorsOf } from './doors.ts';

const run = promisify(execFile);

let house: House;
let doors: readonly Door[];
let permissions: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  house = await openHouse();
  doors = doorsOf(JSON.parse(await (await house.stranger.fetch('/api/openapi.json')).text()));
  permissions = await rolesByPermission();
}, 180_000);
afterAll(() => house?.close());

const root = resolve(import.meta.dirname, '..', '..');

/** Who may do what, as the server itself prints it. */
async function rolesByPermission(): Promise<ReadonlyMap<string, readonly string[]>> {
  const command = ['--import', 'tsx', 'apps/server/main.ts', 'catalogue'];
  const { stdout } = await run(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const papers: Record<string, string> = JSON.parse(stdout);
  const { permissions: declared }: { permissions: Record<string, string[]> } = JSON.parse(
    papers['docs/catalogue.json'] ?? '{}',
  );
  return new Map(Object.entries(declared));
}

/** Every role of a person, and the one that is left of a card after its shift. */
const WHO = [...ROLES, 'late-sender'];

type Try = { readonly name: string; readonly body: string; readonly type: string };
const TRIES: readonly Try[] = [
  { name: 'an empty object', body: '{}', type: 'application/json' },
  { name: 'a file', body: 'kode,nama\n', type: 'text/csv' },
];
const BROKEN: Try = { name: 'a broken object', body: '{"id":', type: 'application/json' };

/** Status, code and words of the answer to a command. */
async function answerOf(role: string, path: string, { body, type }: Try): Promise<string> {
  const address = path.replace(/\{code\}/, '31.73').replace(/\{\w+\}/g, () => randomUUID());
  const answer = await house.as({ role }).fetch(address, {
    method: 'POST',
    headers: { 'content-type': type, 'idempotency-key': randomUUID() },
    body,
  });
  const headers = [...answer.headers].filter(([name]) => name !== 'date').sort();
  return `${answer.status} ${await answer.text()} ${JSON.stringify(headers)}`;
}

const isForbidden = (role: string, door: Door) => door.method === 'POST' && isClosed(role, door);

const isClosed = (role: string, door: Door) =>
  door.access !== 'public' && door.access !== 'signed-in' && !permissions.get(door.access)?.includes(role);

/** Forbidden doors whose answer differs from that of no door. */
async function told(tries: readonly Try[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const role of WHO) {
    for (const each of tries) {
      const nowhere = await answerOf(role, '/api/no-such-door', each);
      for (const door of doors.filter((one) => isForbidden(role, one))) {
        if ((await answerOf(role, door.path, each)) !== nowhere) found.add(`${door.name}, ${each.name}`);
      }
    }
  }
  return found;
}

describe('a command that a role may not give', () => {
  it('does nothing and breaks nothing, whatever is sent', async () => {
    const opened: string[] = [];
    for (const role of WHO) {
      for (const door of doors.filter((each) => isForbidden(role, each))) {
        for (const each of [...TRIES, BROKEN]) {
          const answer = await answerOf(role, door.path, each);
          if (!/^4\d\d /.test(answer)) opened.push(`${role} ${door.name}, ${each.name}: ${answer}`);
        }
      }
    }
    expect(opened).toEqual([]);
  }, 60_000);

  it('is answered like a door that does not exist, byte for byte', async () => {
    expect([...(await told(TRIES))]).toEqual([]);
  }, 60_000);

  it('is answered like a door that does not exist when the body is broken', async () => {
    expect([...(await told([BROKEN]))]).toEqual([]);
  }, 60_000);

  it('is a question too: a role that may not ask it finds no door there', async () => {
    const found: string[] = [];
    for (const role of WHO) {
      const seen = async (path: string) => {
        const address = path.replace(/\{code\}/, '31.73').replace(/\{\w+\}/g, () => randomUUID());
        const { status, sha256 } = await look(house.as({ role }), address);
        return `${status} ${sha256}`;
      };
      const nowhere = await seen('/api/no-such-door');
      for (const door of doors.filter((each) => each.method === 'GET' && isClosed(role, each))) {
        if ((await seen(door.path)) !== nowhere) found.push(`${role} ${door.name}`);
      }
    }
    expect(found).toEqual([]);
    const open = doors.filter((door) => !isClosed('late-sender', door) && permissions.has(door.access));
    expect(new Set(open.map((door) => door.access))).toEqual(new Set(['field-report.submit']));
  }, 60_000);

  it('is refused to a stranger before anything of it is read', async () => {
    const closed = doors.filter((door) => door.method === 'POST' && door.access !== 'public');
    for (const door of closed) {
      const address = door.path.replace(/\{code\}/, '31.73').replace(/\{\w+\}/g, () => randomUUID());
      const answer = await house.stranger.fetch(address, { method: 'POST' });
      expect(`${door.name} ${(await answer.text()).slice(0, 400)}`).toContain('session.required');
    }
  });
});
