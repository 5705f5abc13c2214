import { afterEach, describe, expect, it, vi } from 'vitest';
import { isRefusal } from '#shared/problem.ts';
import { keepPin, keptPins, parsePins, standingOf } from './pins.ts';
import {
  keyFrom,
  newKey,
  seal,
  sealJson,
  toBase64,
  unseal,
  unsealJson,
  unwrap,
  vouchFor,
  wrap,
} from './seal.ts';
import { fingerprintOf, fingerprintWords, passphraseFault, suggestPassphrase } from './spoken.ts';
import { createVault, type KeyRing, openRing } from './vault.ts';

// Few rounds of scrypt: what is tested here is not how slow it is.
const QUICK = 4;
const QUARTER_HOUR_MS = 900_000;
const PASSPHRASE = 'kopi pagi di kantor lama';
const utf8 = new TextEncoder();
const textOf = (content: unknown) =>
  content instanceof Uint8Array ? new TextDecoder().decode(content) : content;
const changed = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe('what is sealed to two agencies', () => {
  it('is opened by each of them, and by no third', async () => {
    const [kpu, bawaslu, polres] = [await newKey(), await newKey(), await newKey()];
    const sealed = await seal([kpu.recipient, bawaslu.recipient], utf8.encode('Rahasia rapat'));
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('Rahasia');
    for (const { identity } of [kpu, bawaslu])
      expect(textOf(await unseal(sealed, [identity]))).toBe('Rahasia rapat');
    expect(await unseal(sealed, [polres.identity])).toMatchObject({ refused: 'seal.not-ours' });
  });

  it('is refused as damaged when a bit of it was changed or its end is missing', async () => {
    const { identity, recipient } = await newKey();
    const sealed = await seal([recipient], utf8.encode('Rahasia rapat'));
    const mac = Buffer.from(sealed).indexOf('\n--- ') + 6;
    for (const broken of [changed(sealed, sealed.length - 1), changed(sealed, mac), sealed.subarray(0, -4)])
      expect(await unseal(broken, [identity])).toMatchObject({ refused: 'seal.damaged' });
    expect(await unseal(utf8.encode('Bukan berkas age'), [identity])).toMatchObject({
      refused: 'seal.damaged',
    });
  });

  it('tells its length in whole kilobytes alone', async () => {
    const { identity, recipient } = await newKey();
    const [short, long] = [
      await sealJson([recipient], { text: 'a' }),
      await sealJson([recipient], { text: 'a'.repeat(900) }),
    ];
    expect(short.length).toBe(long.length);
    expect(await unsealJson(short, [identity])).toEqual({ text: 'a' });
  });

  it('opens with the key of its time after the agency has made another', async () => {
    const [former, next] = [await newKey(), await newKey()];
    const [old, young] = [
      await seal([former.recipient], utf8.encode('lama')),
      await seal([next.recipient], utf8.encode('baru')),
    ];
    const held = [next.identity, former.identity];
    expect([textOf(await unseal(old, held)), textOf(await unseal(young, held))]).toEqual(['lama', 'baru']);
    expect(await unseal(young, [former.identity])).toMatchObject({ refused: 'seal.not-ours' });
  });
});

describe('a key', () => {
  it('is read from paper as people type it, and a slip is noticed', async () => {
    const { identity, recipient } = await newKey();
    const typed = (identity.toLowerCase().match(/.{1,4}/g) ?? []).join(' ');
    expect(await keyFrom(typed)).toEqual({ identity, recipient });
    const slip = identity.endsWith('Q') ? 'P' : 'Q';
    expect(await keyFrom(identity.slice(0, -1) + slip)).toMatchObject({ refused: 'seal.not-a-key' });
  });

  it('behind a passphrase opens with that alone, capitals and spaces forgiven', async () => {
    const key = await newKey();
    const wrapped = await wrap(key.identity, PASSPHRASE, QUICK);
    expect(await unwrap(wrapped, `  ${PASSPHRASE.toUpperCase().replaceAll(' ', '  ')}`)).toEqual(key);
    expect(await unwrap(wrapped, `${PASSPHRASE}x`)).toMatchObject({ refused: 'seal.wrong-passphrase' });
    expect(await unwrap(changed(wrapped, wrapped.length - 1), PASSPHRASE)).toMatchObject({
      refused: 'seal.damaged',
    });
  });

  it('has a fingerprint that can be read aloud, and other keys have another', () => {
    const words = fingerprintWords(fingerprintOf('age1pq1contoh'));
    expect(words).toHaveLength(8);
    for (const word of words) expect(word).toMatch(/^([bcdghjklmnprstwy][aiuo]){2}$/);
    expect(fingerprintWords('0'.repeat(64))[0]).toBe('baba');
    expect(fingerprintWords('f'.repeat(64))[7]).toBe('yoyo');
    expect(words).not.toEqual(fingerprintWords(fingerprintOf('age1pq1contoi')));
  });

  it.each([
    ['kata sandi', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'too-plain'],
    [PASSPHRASE, null],
    [suggestPassphrase(), null],
  ])('refuses a passphrase that is easily guessed: %s', (passphrase, fault) => {
    expect(passphraseFault(passphrase)).toBe(fault);
  });
});

describe('a key ring', () => {
  it('opens with the passphrase, and names a version for which no holder of the former key spoke', async () => {
    const { ring, former, next } = await ringOfTwo();
    const opened = await openRing(ring, PASSPHRASE);
    expect(isRefusal(opened) || opened.held.map(({ identity }) => identity)).toEqual([
      next.identity,
      former.identity,
    ]);
    expect(opened).toMatchObject({ unvouched: [] });
    const [newest, oldest] = ring.keys;
    if (!newest || !oldest) throw new Error('two keys were made');
    const forged = { ...ring, keys: [{ ...newest, vouch: null }, oldest] };
    expect(await openRing(forged, PASSPHRASE)).toMatchObject({ unvouched: [2] });
  });

  it('is refused when the server names another recipient than its share opens', async () => {
    const { ring } = await ringOfTwo();
    const [newest, oldest] = ring.keys;
    if (!newest || !oldest) throw new Error('two keys were made');
    const { recipient } = await newKey();
    const swapped = { ...ring, keys: [{ ...newest, recipient }, oldest] };
    expect(await openRing(swapped, PASSPHRASE)).toMatchObject({ refused: 'seal.swapped' });
    expect(await openRing({ ...ring, own: null }, PASSPHRASE)).toMatchObject({ refused: 'seal.no-key' });
  });
});

describe('a vault', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('locks itself a quarter of an hour after the last thing that was done, and not before', async () => {
    const { ring, former } = await ringOfTwo();
    vi.useFakeTimers({ now: 0 });
    let act = () => {};
    const vault = createVault(
      () => new Date(),
      (onActive) => {
        act = onActive;
        return () => {};
      },
    );
    const seen: boolean[] = [];
    vault.subscribe(() => seen.push(vault.now() !== null));
    expect(await vault.unlock(ring, 'kalimat yang keliru')).toMatchObject({
      refused: 'seal.wrong-passphrase',
    });
    expect(vault.now()).toBeNull();
    await vault.unlock(ring, PASSPHRASE);
    vi.advanceTimersByTime(QUARTER_HOUR_MS - 60_000);
    act();
    vi.advanceTimersByTime(QUARTER_HOUR_MS - 60_000);
    expect(vault.now()?.held.at(-1)?.identity).toBe(former.identity);
    vi.advanceTimersByTime(120_000);
    expect(vault.now()).toBeNull();
    expect(seen).toEqual([true, false]);
    expect(await vault.refresh(ring)).toMatchObject({ refused: 'seal.no-key' });
  });
});

it('a fingerprint that changed since it was seen is flagged until somebody compares it again', () => {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
  const standing = (fingerprint: string) => standingOf(parsePins(keptPins(shelf, 'me')), 'kpu', fingerprint);
  expect(standing(one)).toBe('unknown');
  keepPin(shelf, 'me', { whose: 'kpu', fingerprint: one, comparedAt: null });
  keepPin(shelf, 'me', { whose: 'kpu', fingerprint: two, comparedAt: null });
  expect([standing(one), standing(two)]).toEqual(['seen', 'changed']);
  keepPin(shelf, 'me', { whose: 'kpu', fingerprint: two, comparedAt: '2024-11-25T01:00:00.000Z' });
  expect([standing(one), standing(two)]).toEqual(['changed', 'compared']);
  for (const name of kept.keys()) kept.set(name, '{"kpu":{"fingerprint":1}}');
  expect(standing(two)).toBe('unknown');
});

async function ringOfTwo(): Promise<{
  ring: KeyRing;
  former: { identity: string };
  next: { identity: string };
}> {
  const [own, former, next] = [await newKey(), await newKey(), await newKey()];
  const share = async (identity: string) => toBase64(await seal([own.recipient], utf8.encode(identity)));
  const ring: KeyRing = {
    personId: 'me',
    own: { recipient: own.recipient, wrapped: toBase64(await wrap(own.identity, PASSPHRASE, QUICK)) },
    keys: [
      {
        id: 'b',
        version: 2,
        recipient: next.recipient,
        share: await share(next.identity),
        vouch: vouchFor(former.identity, next.recipient),
      },
      { id: 'a', version: 1, recipient: former.recipient, share: await share(former.identity), vouch: null },
    ],
  };
  return { ring, former, next };
}
