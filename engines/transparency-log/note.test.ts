import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sha256 } from './bench/naive-tree.ts';
import {
  checkpointText,
  ed25519KeyId,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
  verifierKey,
} from './index.ts';

// The example of C2SP signed-note, section "Verifier keys".
const PUBLISHED_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const PUBLISHED_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
// The example of C2SP tlog-checkpoint. Its key is not published there.
const PUBLISHED_CHECKPOINT =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
// From the tests of golang.org/x/mod/sumdb/note.
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

function verifierOf(text: string): NoteVerifier {
  const key = parseVerifierKey(text, sha256);
  if (key === undefined) throw new Error(`no key: ${text}`);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return {
    name: key.name,
    keyId: key.keyId,
    verify: (text, signature) => verify(null, text, publicKey, signature),
  };
}

function keyPair(name: string): { signer: NoteSigner; vkey: string } {
  const pair = generateKeyPairSync('ed25519');
  const raw = rawKey(pair.publicKey);
  const signer = {
    name,
    keyId: ed25519KeyId(name, raw, sha256),
    sign: (text: Uint8Array) => sign(null, text, pair.privateKey),
  };
  return { signer, vkey: verifierKey(name, raw, sha256) };
}

const rawKey = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }).subarray(-32));

describe('the published note', () => {
  const known = verifierOf(PUBLISHED_KEY);

  it('opens with its published key, and the key is written again as it was', () => {
    expect(openNote(PUBLISHED_NOTE, [known])).toEqual({
      text: 'This is an example message.\n',
      verified: ['example.com/foo'],
    });
    const key = parseVerifierKey(PUBLISHED_KEY, sha256);
    expect(verifierKey('example.com/foo', key?.publicKey ?? new Uint8Array(), sha256)).toBe(PUBLISHED_KEY);
  });

  it('does not open after any one character has changed', () => {
    for (let i = 0; i < PUBLISHED_NOTE.length; i++) {
      const next = String.fromCharCode(PUBLISHED_NOTE.charCodeAt(i) + 1);
      const touched = PUBLISHED_NOTE.slice(0, i) + next + PUBLISHED_NOTE.slice(i + 1);
      expect(openNote(touched, [known])).toBeTypeOf('string');
    }
  });

  it('is unverified without a key that we know', () => {
    const { signer, vkey } = keyPair('other.example');
    expect(openNote(PUBLISHED_NOTE, [])).toBe('unverified');
    expect(openNote(PUBLISHED_NOTE, [verifierOf(vkey)])).toBe('unverified');
    expect(openNote(PUBLISHED_NOTE, [{ ...known, keyId: signer.keyId }])).toBe('unverified');
  });
});

describe('a note of several keys', () => {
  const [first, second] = [keyPair('log.example'), keyPair('witness.example')];
  const text = 'È subito sera.\n\nDua baris 🌙\n';
  const note = signNote(text, [first.signer, second.signer]);

  it('names those that we know and passes over the others', () => {
    const both = [verifierOf(second.vkey), verifierOf(first.vkey)];
    expect(openNote(note, both)).toEqual({ text, verified: ['log.example', 'witness.example'] });
    expect(openNote(note, [verifierOf(second.vkey)])).toEqual({ text, verified: ['witness.example'] });
  });

  it('is refused when one known key signed something else', () => {
    const lines = signNote('another text\n', [first.signer]).split('\n\n')[1] ?? '';
    const known = [verifierOf(first.vkey), verifierOf(second.vkey)];
    expect(openNote(signNote(text, [second.signer]) + lines, known)).toBe('unverified');
  });

  it.each([
    ['no signature', 'text\n'],
    ['an empty list of signatures', 'text\n\n'],
    ['no newline at the end', note.trimEnd()],
    ['a control character', note.replace('Dua', 'D\tua')],
    ['a hyphen for the dash', note.replaceAll('—', '-')],
    ['a line behind the signatures', `${note}more\n`],
    ['a signature of four bytes', 'text\n\n— name AAAAAA==\n'],
    ['more than a hundred signatures', `text\n\n${'— name AAAAAAAA\n'.repeat(101)}`],
    ['a lone surrogate', note.replace('Dua', '\ud800')],
  ])('is malformed with %s', (_, broken) => {
    expect(openNote(broken, [verifierOf(first.vkey)])).toBe('malformed');
  });

  it('is not signed when it could not be read again', () => {
    expect(() => signNote('no newline', [first.signer])).toThrow(RangeError);
    expect(() => signNote('tab\t\n', [first.signer])).toThrow(RangeError);
    expect(() => signNote(text, [{ ...first.signer, name: 'two words' }])).toThrow(RangeError);
    expect(() => signNote(text, [{ ...first.signer, name: 'a+b' }])).toThrow(RangeError);
  });
});

test('no part and no neighbour of a key is taken for it', () => {
  expect(parseVerifierKey(GO_KEY, sha256)?.name).toBe('PeterNeumann');
  for (let i = 0; i < GO_KEY.length; i++) {
    const next = String.fromCharCode(GO_KEY.charCodeAt(i) + 1);
    expect(parseVerifierKey(GO_KEY.slice(0, i) + next + GO_KEY.slice(i + 1), sha256)).toBeUndefined();
    for (let end = i; end <= GO_KEY.length; end++) {
      if (i > 0 || end < GO_KEY.length)
        expect(parseVerifierKey(GO_KEY.slice(i, end), sha256)).toBeUndefined();
    }
  }
});

describe('a checkpoint', () => {
  it('is read as the published one says, and written again as it was', () => {
    const read = parseCheckpoint(PUBLISHED_CHECKPOINT);
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
    expect(Buffer.from(read?.root ?? []).toString('hex')).toMatch(/^0ac5186a/);
    expect(read && checkpointText(read)).toBe(PUBLISHED_CHECKPOINT);
  });

  it('comes back from its text whatever it holds', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'));
    const any = fc.record({
      origin: line,
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      extensions: fc.array(line, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(any, (checkpoint) => {
        expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
      }),
      { seed: 42 },
    );
  });

  const [origin, size, root] = PUBLISHED_CHECKPOINT.split('\n');
  it.each([
    ['a leading zero', `${origin}\n0${size}\n${root}\n`],
    ['a sign', `${origin}\n+${size}\n${root}\n`],
    ['a size beyond exact numbers', `${origin}\n9007199254740993\n${root}\n`],
    ['a short root', `${origin}\n${size}\nAAAA\n`],
    ['stray bits in the root', `${origin}\n${size}\n${root?.replace('2I=', '2J=')}\n`],
    ['an empty line', `${origin}\n${size}\n${root}\n\n`],
    ['no origin', `\n${size}\n${root}\n`],
    ['no end', `${origin}\n${size}\n${root}`],
  ])('with %s is none', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  it('is not written with a broken line or a root of another length', () => {
    const good = { origin: 'a', size: 1, root: new Uint8Array(32), extensions: [] };
    expect(() => checkpointText({ ...good, origin: 'a\n7' })).toThrow(RangeError);
    expect(() => checkpointText({ ...good, extensions: ['a\nb'] })).toThrow(RangeError);
    expect(() => checkpointText({ ...good, root: new Uint8Array(31) })).toThrow(RangeError);
  });
});
