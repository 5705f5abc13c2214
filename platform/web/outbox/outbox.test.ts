import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bytes, command } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { Id, object, Type } from '#shared/schema.ts';
import { askAs } from './bearer.ts';
import { type Cipher, cipherOf, lockFrom, newKey, openKey, sealJson } from './cipher.ts';
import { leaseLock } from './lock.ts';
import { Outbox, type Sender } from './outbox.ts';
import { UnreadableError } from './outcome.ts';
import { memoryStore, type Store } from './store.ts';

const Body = object({ id: Id, text: Type.String() });
const common = { summary: { id: 'uji', en: 'test' }, access: 'signed-in' as const, records: [] };
const sendText = command({
  ...common,
  name: 'test.text',
  path: '/text',
  body: Body,
  reply: object({ code: Type.String() }),
});
const sendFile = command({
  ...common,
  name: 'test.file',
  path: '/files/:fileId',
  params: { fileId: Id },
  body: Bytes,
  bodyType: 'bytes',
  reply: object({}),
});

let server: FarServer;
let key: Cipher;
let nowMs: number;
// Counted at the phone: what it broke off may still be busy at the far end.
let onTheWay = 0;
let mostAtOnce = 0;
beforeAll(async () => {
  server = await farServer();
  const reach = globalThis.fetch;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    onTheWay += 1;
    mostAtOnce = Math.max(mostAtOnce, onTheWay);
    return reach(`${server.origin}${path}`, init).finally(() => {
      onTheWay -= 1;
    });
  });
  key = cipherOf((await newKey(await lockFrom('kartu', '', new Uint8Array(16)))).key);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const sender: Sender = {
  kind: 'test',
  sendText: async (body, requestId, signal) => {
    if (!Check(Body, body)) throw new UnreadableError('another shape');
    return askAs('tanda-masuk-yang-panjang', sendText, { body }, { intent: requestId, signal });
  },
  sendFile: async (_body, { id, blob }, signal) =>
    void (await askAs(
      'tanda-masuk-yang-panjang',
      sendFile,
      { params: { fileId: id }, body: blob },
      { intent: id, signal },
    )),
};

/** A tab of the app. Its timers run when the test says so. */
function openTab(store: Store) {
  const due: (() => void)[] = [];
  const outbox = new Outbox({
    person: 'p1',
    store,
    cipher: key,
    senders: [sender],
    lock: leaseLock(
      store,
      newId(),
      () => new Date(nowMs),
      () => new Promise((resolve) => setImmediate(resolve)),
    ),
    clock: () => new Date(nowMs),
    jitter: () => 0.5,
    later: (_ms, run) => {
      due.push(run);
      return () => void due.splice(due.indexOf(run), due.includes(run) ? 1 : 0);
    },
    announce: () => {},
  });
  return { outbox, due };
}

function report(files = 0) {
  const id = newId();
  const blobs = Array.from({ length: files }, (_, n) => ({
    id: newId(),
    blob: new Blob([`foto ${n}`], { type: 'image/jpeg' }),
  }));
  return { id, body: { id, text: 'kotak datang' }, files: blobs };
}

/** Lets everything run out: timers at their hour, sign-in where it is asked for. */
async function runOut(tab: ReturnType<typeof openTab>, others: ReturnType<typeof openTab>[] = []) {
  for (let round = 0; round < 60; round += 1) {
    await tab.outbox.kick();
    // No request outlives its patience, which is shorter than a lease: hours pass only between requests.
    await Promise.all(others.map((other) => other.outbox.kick()));
    if (tab.outbox.view().signedOut) await tab.outbox.signedIn();
    await tab.outbox.refresh();
    const waits = tab.outbox.view().items.filter(({ phase }) => phase === 'text' || phase === 'files');
    if (waits.length === 0) return;
    nowMs += 400_000;
  }
}

function fresh(faults: readonly Fault[] = []) {
  nowMs = Date.parse('2024-11-27T00:00:00Z');
  server.begin(faults);
  mostAtOnce = 0;
  return memoryStore();
}

const item = (tab: ReturnType<typeof openTab>, id: string) =>
  tab.outbox.view().items.find((each) => each.id === id);

describe('what is saved on the phone', () => {
  it('goes out with its text before any photograph, one thing at a time, and keeps the answer', async () => {
    const tab = openTab(fresh());
    const [first, second] = [report(2), report(1)];
    await tab.outbox.save('test', first);
    await tab.outbox.save('test', second);
    await runOut(tab);
    expect(
      server
        .log()
        .slice(0, 2)
        .every((path) => path === '/text'),
    ).toBe(true);
    expect(server.accepted().sort()).toEqual(
      [first, second].flatMap(({ id, files }) => [id, ...files.map((file) => file.id)]).sort(),
    );
    expect(mostAtOnce).toBe(1);
    expect(item(tab, first.id)).toMatchObject({ phase: 'done', reply: { code: 'K7-4QXM' } });
  });

  it('arrives once when the answer is lost after the server has kept it', async () => {
    const tab = openTab(fresh(['lost-after', 'lost-after', 'lost-after']));
    const one = report(1);
    await tab.outbox.save('test', one);
    await runOut(tab);
    expect(server.requestIds(one.id).size).toBe(1);
    expect(server.accepted()).toEqual([one.id, one.files[0]?.id]);
    expect(item(tab, one.id)?.phase).toBe('done');
  });

  it('waits for a sign-in without losing anything, and says so', async () => {
    const tab = openTab(fresh(['signed-out']));
    const one = report(1);
    await tab.outbox.save('test', one);
    await tab.outbox.kick();
    expect(tab.outbox.view().signedOut).toBe(true);
    expect(item(tab, one.id)?.phase).toBe('text');
    await tab.outbox.signedIn();
    expect(server.accepted()).toContain(one.id);
  });

  it('stays with its writer when it is refused, and goes out under another request once it is mended', async () => {
    const tab = openTab(fresh(['refused']));
    const one = report();
    await tab.outbox.save('test', one);
    await runOut(tab);
    expect(item(tab, one.id)).toMatchObject({
      phase: 'fix',
      problem: { detail: { id: 'Pilih pos.' } },
      body: one.body,
    });
    await tab.outbox.mend(one.id, { id: one.id, text: 'kotak datang, TPS 014' });
    await runOut(tab);
    expect(server.requestIds(one.id).size).toBe(2);
    expect(item(tab, one.id)).toMatchObject({ phase: 'done', problem: null });
  });

  it('goes on with the other photographs when one is refused', async () => {
    const tab = openTab(fresh(['none', 'refused']));
    const one = report(2);
    await tab.outbox.save('test', one);
    await runOut(tab);
    expect(item(tab, one.id)).toMatchObject({
      phase: 'done',
      files: [{ state: 'refused' }, { state: 'sent' }],
    });
  });

  it.each(['refused', 'too-big', 'not-a-photo'] as const)(
    'holds nothing back when a photograph is turned down as %s: neither its neighbours nor later reports',
    async (fault) => {
      const tab = openTab(fresh(['none', fault]));
      const [first, later] = [report(2), report(1)];
      await tab.outbox.save('test', first);
      await tab.outbox.kick();
      await tab.outbox.save('test', later);
      await runOut(tab);
      expect(item(tab, first.id)).toMatchObject({ phase: 'done' });
      expect(server.accepted()).toEqual([first.id, first.files[1]?.id, later.id, later.files[0]?.id]);
    },
  );

  it('lets the other photographs go first when a proxy on the way keeps turning one down', async () => {
    const tab = openTab(fresh(['none', 'proxy', 'none', 'proxy']));
    const one = report(2);
    await tab.outbox.save('test', one);
    await runOut(tab);
    expect(server.accepted()).toEqual([one.id, one.files[1]?.id, one.files[0]?.id]);
  });

  it('is tried again when a full server asks for time, not before, and is never called refused', async () => {
    const tab = openTab(fresh(['closed']));
    const one = report();
    await tab.outbox.save('test', one);
    await tab.outbox.kick();
    expect(item(tab, one.id)).toMatchObject({ phase: 'text', problem: null, nextTryAt: nowMs + 120_000 });
    nowMs += 119_000;
    await tab.outbox.kick();
    expect(server.accepted()).toEqual([]);
    nowMs += 1_000;
    await tab.outbox.kick();
    expect(server.accepted()).toEqual([one.id]);
  });

  it('is cleared when it is over, and what waits or was refused is not, whatever is asked', async () => {
    const store = fresh(['none', 'none', 'refused', 'lost-before']);
    const tab = openTab(store);
    const [sent, refused, waits] = [report(1), report(), report(1)];
    await tab.outbox.save('test', sent);
    await tab.outbox.kick();
    await tab.outbox.save('test', refused);
    await tab.outbox.kick();
    await tab.outbox.save('test', waits);
    await tab.outbox.kick();
    await tab.outbox.forget(() => true);
    expect((await store.rows('p1')).map(({ id }) => id).sort()).toEqual([refused.id, waits.id].sort());
    expect(await store.file(waits.files[0]?.id ?? '')).not.toBeNull();
  });

  it('is not taken as sent by the sign-in page of a hotel network', async () => {
    const tab = openTab(fresh(['portal']));
    const one = report();
    await tab.outbox.save('test', one);
    await tab.outbox.kick();
    expect(item(tab, one.id)?.phase).toBe('text');
    await runOut(tab);
    expect(server.accepted()).toEqual([one.id]);
  });
});

describe('what nobody can read on this phone', () => {
  it.each([
    ['does not open under the key of its person', (store: Store, id: string) => sealedElsewhere(store, id)],
    ['was written in another shape', (store: Store, id: string) => anotherShape(store, id)],
  ])('stays and asks for a person when it %s, and the others go out', async (_why, spoil) => {
    const store = fresh();
    const [broken, whole] = [report(1), report(1)];
    const before = openTab(store);
    server.begin(['lost-before', 'lost-before']);
    await before.outbox.save('test', broken);
    await before.outbox.stop();
    await spoil(store, broken.id);
    const [kept] = await store.rows('p1');
    const tab = openTab(store);
    await tab.outbox.save('test', whole);
    await runOut(tab);
    expect(server.accepted()).toEqual([whole.id, whole.files[0]?.id]);
    expect(item(tab, broken.id)).toMatchObject({ phase: 'fix', body: null });
    await tab.outbox.noteProgress(broken.id, { state: 'read' });
    expect((await store.rows('p1')).find((row) => row.id === broken.id)).toEqual(kept);
    expect(await store.file(broken.files[0]?.id ?? '')).not.toBeNull();
    tab.due.splice(0);
    await tab.outbox.kick();
    expect(tab.due).toEqual([]);
  });

  it('a photograph that does not open steps aside, and the other one goes out', async () => {
    const store = fresh(['lost-before', 'lost-before']);
    const before = openTab(store);
    const one = report(2);
    await before.outbox.save('test', one);
    await before.outbox.stop();
    const file = await store.file(one.files[0]?.id ?? '');
    if (!file) throw new Error('the photograph was not kept');
    new Uint8Array(file.sealed.data).fill(0);
    const tab = openTab(store);
    await runOut(tab);
    expect(item(tab, one.id)).toMatchObject({
      phase: 'done',
      files: [{ state: 'refused' }, { state: 'sent' }],
    });
  });
});

async function swapSealed(store: Store, id: string, cipher: Cipher, content: unknown) {
  const row = await store.row(id);
  if (row) await store.swap({ ...row, sealed: await sealJson(cipher, content, id) }, row.rev);
}
async function sealedElsewhere(store: Store, id: string) {
  const other = cipherOf((await newKey(await lockFrom('kartu lain', '', new Uint8Array(16)))).key);
  await swapSealed(store, id, other, { body: { id, text: 'x' }, reply: null, progress: null, problem: null });
}
const anotherShape = (store: Store, id: string) =>
  swapSealed(store, id, key, { body: { nomor: id }, reply: null, progress: null, problem: null });

describe('a clock that is set back', () => {
  const YEAR_MS = 31_536_000_000;

  it('does not hold back what was put off under the wrong hour', async () => {
    const store = fresh(['busy']);
    nowMs += YEAR_MS;
    const tab = openTab(store);
    const one = report();
    await tab.outbox.save('test', one);
    await tab.outbox.kick();
    expect(item(tab, one.id)?.phase).toBe('text');
    nowMs -= YEAR_MS;
    await tab.outbox.kick();
    expect(server.accepted()).toEqual([one.id]);
  });

  it('does not leave the sending to a tab that is gone', async () => {
    const store = fresh();
    await store.lease('outbox p1', 'gone', nowMs + YEAR_MS, nowMs + YEAR_MS + 200_000);
    expect(await store.lease('outbox p1', 'here', nowMs, nowMs + 200_000)).toBe(true);
    expect(await store.lease('outbox p1', 'third', nowMs + 1, nowMs + 200_001)).toBe(false);
  });
});

const fault = fc.constantFrom<Fault>(
  'none',
  'lost-before',
  'lost-after',
  'broken',
  'signed-out',
  'busy',
  'portal',
);
type Act = 'save' | 'save-photos' | 'kick' | 'other-tab' | 'reopen' | 'sign-in' | 'time';
const act = fc.constantFrom<Act>('save', 'save-photos', 'kick', 'other-tab', 'reopen', 'sign-in', 'time');

it('whatever fails in whatever order, each thing is accepted exactly once and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 25 }),
      fc.array(act, { minLength: 1, maxLength: 14 }),
      async (faults, acts) => {
        const store = fresh(faults);
        let tab = openTab(store);
        const other = openTab(store);
        const gone: (typeof tab)[] = [];
        const saved: ReturnType<typeof report>[] = [];
        const save = (photos: number) => {
          const one = report(photos);
          saved.push(one);
          return tab.outbox.save('test', one);
        };
        const does: Record<Act, () => unknown> = {
          save: () => save(0),
          'save-photos': () => save(2),
          kick: () => void tab.outbox.kick(),
          'other-tab': () => void other.outbox.kick(),
          'sign-in': () => void tab.outbox.signedIn(),
          time: () => tab.due.splice(0).map((run) => run()),
          reopen: () => {
            void tab.outbox.stop();
            gone.push(tab);
            tab = openTab(store);
          },
        };
        for (const what of acts) await does[what]();
        await runOut(tab, [other, ...gone]);
        await other.outbox.stop();
        await tab.outbox.stop();
        expect(server.accepted().sort()).toEqual(
          saved.flatMap(({ id, files }) => [id, ...files.map((file) => file.id)]).sort(),
        );
        for (const { id } of saved) expect(server.requestIds(id).size).toBe(1);
        expect(mostAtOnce).toBeLessThanOrEqual(1);
        expect((await store.rows('p1')).map((row) => row.phase)).toEqual(saved.map(() => 'done'));
      },
    ),
    { numRuns: 40, seed: 20241127 },
  );
});

it('two tabs never send at the same time', async () => {
  const store = fresh();
  const tabs = [openTab(store), openTab(store)] as const;
  await tabs[0].outbox.save('test', report(3));
  await Promise.all(tabs.map((tab) => tab.outbox.kick()));
  expect(server.log().length).toBe(4);
  expect(mostAtOnce).toBe(1);
});

describe('encryption at rest', () => {
  it('opens for the same card and PIN, and for no other', async () => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const { wrapped, key: own } = await newKey(await lockFrom('kartu A', '2468', salt));
    const sealed = await cipherOf(own).seal(new TextEncoder().encode('rahasia'), 'laporan 1');
    const again = await openKey(await lockFrom('kartu A', '2468', salt), wrapped);
    if (!again) throw new Error('the same card did not open its vault');
    expect(new TextDecoder().decode(await cipherOf(again).open(sealed, 'laporan 1'))).toBe('rahasia');
    await expect(cipherOf(again).open(sealed, 'laporan 2')).rejects.toThrow();
    expect(await openKey(await lockFrom('kartu A', '', salt), wrapped)).toBeNull();
    expect(await openKey(await lockFrom('kartu B', '2468', salt), wrapped)).toBeNull();
    await expect(crypto.subtle.exportKey('raw', again)).rejects.toThrow();
  });

  it('leaves nothing readable in the store', async () => {
    const store = fresh(['lost-before']);
    const tab = openTab(store);
    await tab.outbox.save('test', report(1));
    await tab.outbox.stop();
    const [row] = await store.rows('p1');
    const raw = Buffer.from(row?.sealed.data ?? new ArrayBuffer(0)).toString('latin1');
    expect(raw.length).toBeGreaterThan(20);
    expect(JSON.stringify(row) + raw).not.toContain('kotak');
  });
});

/** What goes wrong with the next request that arrives. */
type Fault =
  | 'none'
  | 'lost-before'
  | 'lost-after'
  | 'broken'
  | 'busy'
  | 'closed'
  | 'signed-out'
  | 'refused'
  | 'too-big'
  | 'not-a-photo'
  | 'proxy'
  | 'portal';
const turnedDown: Partial<Record<Fault, readonly [status: number, code: string, retryAfterS?: number]>> = {
  broken: [500, 'server.broken'],
  busy: [429, 'rate.limited'],
  closed: [503, 'server.busy', 120],
  'signed-out': [401, 'session.required'],
  refused: [422, 'field-report.no-place'],
  'too-big': [413, 'body.too-large'],
  'not-a-photo': [415, 'body.type'],
};
type FarServer = Awaited<ReturnType<typeof farServer>>;

/** The far side as the outbox meets it: keeps each id once, and fails as it is told. */
async function farServer() {
  let faults: Fault[] = [];
  let log: string[] = [];
  let accepted: string[] = [];
  let asked = new Map<string, Set<string>>();
  const answer = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const cut = (response: ServerResponse) => {
    response.destroy();
  };
  const refuse = (response: ServerResponse, status: number, code: string, retryAfterS?: number) =>
    answer(response, status, {
      type: `urn:rakor:problem:${code}`,
      title: code,
      status,
      code,
      detail: { id: 'Pilih pos.', en: 'Choose the post.' },
      ...(retryAfterS === undefined ? {} : { retryAfterS }),
    });
  const take = (path: string, request: IncomingMessage, body: Buffer) => {
    const id: string = path === '/text' ? JSON.parse(body.toString()).id : path.slice('/files/'.length);
    asked.set(id, (asked.get(id) ?? new Set()).add(String(request.headers['idempotency-key'])));
    return () => {
      if (!accepted.includes(id)) accepted.push(id);
    };
  };
  const meet = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const path = request.url ?? '';
    const fault = faults.shift() ?? 'none';
    if (fault === 'lost-before') return cut(response);
    log.push(path);
    const keep = take(path, request, body);
    const turned = turnedDown[fault];
    if (turned) return refuse(response, ...turned);
    if (fault === 'proxy') return answer(response, 413, '<html>413 Request Entity Too Large</html>');
    if (fault === 'portal') return answer(response, 200, '<html>Masuk WiFi</html>');
    keep();
    if (fault === 'lost-after') return cut(response);
    return answer(response, 200, path === '/text' ? { code: 'K7-4QXM' } : {});
  };
  const http = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    // The way is long enough for two requests to meet on it.
    request.on('end', () => setTimeout(() => meet(request, response, Buffer.concat(parts)), 2));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    begin(next: readonly Fault[]) {
      faults = [...next];
      log = [];
      accepted = [];
      asked = new Map();
    },
    log: () => log,
    accepted: () => [...accepted],
    requestIds: (id: string) => asked.get(id) ?? new Set<string>(),
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
