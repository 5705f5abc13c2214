import { describe, expect, it } from 'vitest';
import { command, list, query } from '#shared/endpoint.ts';
import { type Actor, nobody } from '#shared/permission.ts';
import { Refused } from '#shared/problem.ts';
import { object, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { type Allow, allowance } from './allowance.ts';

const words = { id: 'Uji', en: 'Test' };
const common = { summary: words, access: 'signed-in', reply: object({}) } as const;
const ask = query({ ...common, name: 'test.ask', path: '/api/ask' });
const send = command({ ...common, name: 'test.send', path: '/api/send', body: object({}), records: [] });
const print = query({ ...common, name: 'test.print', path: '/api/print', cost: 20 });
const open = command({
  ...common,
  ...{ name: 'test.open', path: '/api/open', access: 'public', body: object({}), records: [] },
  rateLimit: { perMinute: 600 },
});
const rows = list({
  ...{ name: 'test.list', path: '/api/list', summary: words, access: 'signed-in' },
  row: object({ id: Type.String() }),
  columns: columns({ id: { title: words, type: 'id' } }),
});

const NOW = Date.parse('2024-11-27T06:00:00.000+08:00');
const ADDRESS = '100.64.0.9';
const phone = (n: number, agencyId: string): Actor => ({
  ...{ kind: 'card', userId: `bearer ${n}`, sessionId: `phone ${n}`, agencyId },
  grants: [],
});
type Door = Parameters<Allow>[0];

/** How many of `times` requests pass at one moment, and what the first refused one is told. */
function pass(allow: Allow, door: Door, actor: Actor, { times, at = NOW, asked = {} }: Times) {
  for (let done = 0; done < times; done += 1) {
    try {
      allow(door, { actor, address: ADDRESS, query: asked }, at);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { passed: done, code: error.refusal.refused, seconds: Number(error.refusal.params?.seconds) };
    }
  }
  return { passed: times, code: null, seconds: 0 };
}
type Times = { readonly times: number; readonly at?: number; readonly asked?: object };

describe('at six in the morning', () => {
  it('4,000 posts of one agency behind one address open their phones and report', () => {
    const allow = allowance();
    for (let n = 0; n < 4_000; n += 1) {
      expect(pass(allow, ask, phone(n, 'kpu'), { times: 13 }).code).toBeNull();
      expect(pass(allow, send, phone(n, 'kpu'), { times: 2 }).code).toBeNull();
    }
  });

  it('an agency that asks without end waits as a whole, and no other agency with it', () => {
    const allow = allowance();
    let n = 0;
    while (pass(allow, ask, phone(n, 'kpu'), { times: 1_000 }).code === null) n += 1;
    expect(n).toBe(120);
    expect(pass(allow, send, phone(200_000, 'kpu'), { times: 1 })).toEqual({
      ...{ passed: 0, code: 'rate.agency-limited', seconds: 1 },
    });
    expect(pass(allow, send, phone(200_001, 'bawaslu'), { times: 10 }).code).toBeNull();
  });
});

describe('an account', () => {
  const someone = (session: string): Actor => ({ ...phone(0, 'kpu'), userId: 'someone', sessionId: session });

  it('gains nothing by opening a third session', () => {
    const allow = allowance();
    expect(pass(allow, ask, someone('desk'), { times: 2_000 }).passed).toBe(1_200);
    expect(pass(allow, ask, someone('phone'), { times: 2_000 }).passed).toBe(1_200);
    expect(pass(allow, ask, someone('third'), { times: 1 })).toEqual({
      ...{ passed: 0, code: 'rate.limited', seconds: 1 },
    });
  });

  it('is told the second from which it passes, and not one too few', () => {
    const allow = allowance();
    const asked = { format: 'xlsx' };
    const { passed, seconds } = pass(allow, rows, someone('desk'), { times: 1_000, asked });
    expect(passed).toBe(120);
    expect(seconds).toBe(1);
    for (const session of ['two', 'three']) pass(allow, print, someone(session), { times: 200 });
    const { seconds: wait } = pass(allow, print, someone('desk'), { times: 1 });
    expect(pass(allow, print, someone('desk'), { times: 1, at: NOW + wait * 1_000 }).code).toBeNull();
    expect(pass(allow, ask, someone('desk'), { times: 2_000, at: NOW + 3_600_000 }).passed).toBe(1_200);
  });

  it('loses nothing of one allowance by being refused at another', () => {
    const allow = allowance();
    pass(allow, send, someone('desk'), { times: 300 });
    for (let n = 0; n < 5_000; n += 1) pass(allow, send, someone('desk'), { times: 1 });
    expect(pass(allow, ask, someone('desk'), { times: 1_200 }).code).toBeNull();
  });
});

describe('strangers at one address', () => {
  it('share what a door for everybody gives, and hold up nobody who is signed in', () => {
    const allow = allowance();
    expect(pass(allow, open, nobody, { times: 700 })).toEqual({
      passed: 600,
      code: 'rate.limited',
      seconds: 1,
    });
    expect(pass(allow, open, { ...phone(1, 'kpu'), sessionId: 'another' }, { times: 1 }).code).toBe(
      'rate.limited',
    );
    expect(pass(allow, ask, phone(1, 'kpu'), { times: 1_000 }).code).toBeNull();
  });
});
