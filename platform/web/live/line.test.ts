import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { keepOpen } from './line.ts';

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Answers each line with the next of these words and closes it; tells what became of the reader until `pauses` pauses. */
async function reads(said: readonly string[], pauses: number) {
  let asked = 0;
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
    response.end(said[asked++] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stopped = new AbortController();
  const happened: (string | number)[] = [];
  const note = (what: string) => () => void happened.push(what);
  await keepOpen(`http://127.0.0.1:${address.port}/`, stopped.signal, {
    take: ({ event }) => void happened.push(event),
    connected: note('connected'),
    lost: note('lost'),
    replaced: note('let go'),
    sleep: async (durationMs, mustWait) => {
      happened.push(mustWait ? `asked ${durationMs}` : durationMs);
      if (happened.filter((each) => typeof each === 'number' || each.startsWith('asked')).length === pauses)
        stopped.abort();
    },
  });
  return happened;
}

it('a page that is let go waits as long as it was told, each time, and then takes up where it was', async () => {
  const replaced = 'retry: 60000\nevent: replaced\ndata: {}\n\n';
  expect(await reads([`event: change\nid: a1\ndata: {}\n\n${replaced}`, replaced, ''], 3)).toEqual([
    ...['connected', 'change', 'replaced', 'let go', 'asked 60000'],
    ...['connected', 'replaced', 'let go', 'asked 60000'],
    ...['connected', 'lost', 500],
  ]);
});

it('a server that names no time lets a page go for a minute', async () => {
  expect(await reads(['event: replaced\ndata: {}\n\n'], 1)).toEqual([
    ...['connected', 'replaced', 'let go', 'asked 60000'],
  ]);
});

it('a line that merely breaks is opened again soon, and what was missed is asked for', async () => {
  expect(await reads(['', ''], 2)).toEqual(['connected', 'lost', 500, 'connected', 'reset', 'lost', 500]);
});
