import { once } from 'node:events';
import { connect as dial } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

/** Sends these bytes as they are, and gives back everything that comes until the line is cut. */
async function onTheLine(bytes: string): Promise<{ head: string; body: string }> {
  const { hostname, port } = new URL(house.origin);
  const socket = dial(Number(port), hostname);
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  return { head, body };
}

const get = (path: string, more = '') =>
  onTheLine(`GET ${path} HTTP/1.1\r\nHost: rakor\r\nConnection: close\r\n${more}\r\n`);

describe('what is refused before there is a door', () => {
  it.each([
    [
      'a part of the address of 5,000 letters',
      () => get(`/api/notes/${'a'.repeat(5_000)}`),
      414,
      'address.too-long',
    ],
    ['a broken percent sign', () => get('/api/notes/%E0%A4%A'), 400, 'address.broken'],
    [
      'an address of 40,000 letters',
      () => get(`/api/notes?q=${'a'.repeat(40_000)}`),
      431,
      'address.headers-too-large',
    ],
    ['something that is not HTTP', () => onTheLine('selamat pagi\r\n\r\n'), 400, 'request.broken'],
  ])('answers %s in both languages, with what to do', async (_what, ask, status, code) => {
    const { head, body } = await ask();
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({
      status,
      code,
      detail: { id: expect.stringMatching(/\w{3}/), en: expect.stringMatching(/\w{3}/) },
    });
  });

  it('does not read what is sent to a door that does not exist, and keeps the line for a small body', async () => {
    const announced = 500 * 1_048_576;
    const large = `POST /api/no-such-door HTTP/1.1\r\nHost: rakor\r\nContent-Type: application/json\r\nContent-Length: ${announced}\r\n\r\n{"a":`;
    const { head, body } = await onTheLine(large);
    expect([head.split(' ')[1], JSON.parse(body).code]).toEqual(['404', 'not-found']);
    const small = await fetch(`${house.origin}/api/no-such-door`, { method: 'POST', body: '{' });
    expect([small.status, small.headers.get('connection')]).toEqual([404, 'keep-alive']);
  });
});
