import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DamageError, type Lock, seal, unseal, WrongKeyError } from './age-file.ts';

const CHUNK = 65_536;
// Cheap to guess and quick to try: for tests alone.
const WORK_FACTOR = 4;
let folder: string;
let identity: string;
let recipient: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-age-'));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function sealed(content: Buffer, lock: Lock): Promise<Buffer> {
  const { stream } = await seal(lock);
  // In odd pieces, as a compressor gives them.
  const pieces = [content.subarray(0, 7), content.subarray(7, CHUNK + 3), content.subarray(CHUNK + 3)];
  return buffer(Readable.from(pieces.filter((piece) => piece.length > 0)).pipe(stream));
}

async function opened(bytes: Uint8Array, key: Parameters<typeof unseal>[1]): Promise<Buffer> {
  const path = join(folder, 'some.age');
  await writeFile(path, bytes);
  const parts: Buffer[] = [];
  for await (const part of unseal(path, key)) parts.push(part);
  return Buffer.concat(parts);
}

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_000])(
    'of %i bytes is opened by the library of the format, and the other way round',
    async (size) => {
      const content = randomBytes(size);
      const ours = await sealed(content, { kind: 'recipients', recipients: [recipient] });
      const theirs = new Decrypter();
      theirs.addIdentity(identity);
      expect(Buffer.compare(await theirs.decrypt(ours), content)).toBe(0);
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      const back = await opened(await encrypter.encrypt(content), {
        kind: 'identities',
        identities: [identity],
      });
      expect(back.equals(content)).toBe(true);
    },
  );

  it('opens with its passphrase here and in the library, and with no other', async () => {
    const content = randomBytes(CHUNK + 5);
    const lock = { kind: 'passphrase', passphrase: 'kuda di sawah', workFactor: WORK_FACTOR } as const;
    const ours = await sealed(content, lock);
    const theirs = new Decrypter();
    theirs.addPassphrase('kuda di sawah');
    expect(Buffer.compare(await theirs.decrypt(ours), content)).toBe(0);
    expect((await opened(ours, lock)).equals(content)).toBe(true);
    await expect(opened(ours, { kind: 'passphrase', passphrase: 'kuda di ladang' })).rejects.toThrow(
      WrongKeyError,
    );
  });

  it('names the bytes that are not what was written', async () => {
    const whole = await sealed(randomBytes(3 * CHUNK), { kind: 'recipients', recipients: [recipient] });
    const key = { kind: 'identities', identities: [identity] } as const;
    const start = whole.length - 3 * (CHUNK + 16);
    const flipped = Buffer.from(whole);
    const at = start + CHUNK + 16 + 1000;
    flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
    const damage = await opened(flipped, key).catch((error) => error);
    expect(damage).toBeInstanceOf(DamageError);
    expect(damage).toMatchObject({ part: 'chunk', from: start + CHUNK + 16, to: start + 2 * (CHUNK + 16) });
    // Cut exactly between two chunks, and in the middle of one.
    const between = start + 2 * (CHUNK + 16);
    expect(await opened(whole.subarray(0, between), key).catch((e) => e)).toMatchObject({
      part: 'end',
      from: between,
    });
    const middle = await opened(whole.subarray(0, between - 9), key).catch((e) => e);
    expect(middle).toMatchObject({ part: 'end', from: start + CHUNK + 16 });
    expect((await readFile(join(folder, 'some.age'))).length).toBe(between - 9);
  });
});
