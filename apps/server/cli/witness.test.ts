/** What a witness, and a checkpoint that was carried away, find where the journal was signed anew by its own server. */
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, copyFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#server/journal/identity.ts';
import { numberAll } from '#server/journal/sequencer.ts';
import { signerOf } from '#server/journal/signer.ts';
import { NOW, openSealedJournal, type SealedJournal } from '../testing/sealed-journal.ts';
import { cutFrom, insert, remove, rewrite, swap } from '../testing/tampering.ts';
import { witness } from './witness.ts';

let journal: SealedJournal;
let folder: string;
let store: string;
let url: string;
beforeEach(async () => {
  journal = await openSealedJournal();
  ({ folder, store, url } = journal);
});
afterEach(() => journal.close());

describe('when everything was signed anew', () => {
  it.each([
    ['altered', rewrite(123), 'ALTERED', 123],
    ['dropped', remove(200), 'DROPPED', 200],
    ['inserted', insert(77), 'INSERTED', 77],
    ['reordered', swap(50, 300), 'REORDERED', 50],
    ['rolled back', cutFrom(500), 'ROLLED BACK', 500],
  ])(
    'the journal looks whole by itself, and the witness names the leaf: %s',
    async (_, statements, word, index) => {
      await journal.witnessNow();
      await copyFile(join(store, 'checkpoint'), join(folder, 'pengesahan.txt'));
      await journal.operator(...statements);
      await journal.forgetSeals();
      await journal.seal();
      expect(await journal.verify()).toMatchObject({ code: 0 });
      for (const { code, said } of [await journal.witnessNow(), await journal.verify('--against', store)]) {
        expect(code).toBe(1);
        expect(said.split('\n')[1]).toContain(word);
        expect(said.split('\n')[1]).toMatch(new RegExp(`Index ${index}\\b`));
        if (word === 'DROPPED') expect(said).not.toContain('ROLLED BACK');
      }
      // A checkpoint alone knows the root and the size, so it gives a range, or says that the journal is too short.
      const byCheckpoint =
        word === 'DROPPED' || word === 'ROLLED BACK'
          ? /ROLLED BACK.*Index \d+.*pengesahan/
          : /FORKED.*Index 0 to 599/;
      const byNote = await journal.verify('--against', join(folder, 'pengesahan.txt'));
      expect(byNote).toMatchObject({ code: 1 });
      expect(byNote.said).toMatch(byCheckpoint);
    },
  );

  it('a rollback that has grown by one leaf since is told as one, with both sizes first', async () => {
    await journal.witnessNow();
    await journal.operator(...cutFrom(450));
    await journal.forgetSeals();
    await journal.write(2001, 2001);
    await journal.seal();
    for (const { code, said } of [await journal.witnessNow(), await journal.verify('--against', store)]) {
      expect(code).toBe(1);
      expect(said.split('\n')[1]).toMatch(
        /^600 leaves had been sealed, this journal shows 451\. ROLLED BACK: .* Index 450\b/,
      );
      expect(said).not.toContain('ALTERED');
    }
  });

  it('a rollback is found after the journal has grown beyond what the witness saw', async () => {
    await journal.witnessNow();
    await journal.operator(...cutFrom(450));
    await journal.forgetSeals();
    await journal.write(2001, 2300);
    await journal.seal();
    expect((await journal.verify()).code).toBe(0);
    const { code, said } = await journal.witnessNow();
    expect(code).toBe(1);
    expect(said).toMatch(/FORKED.*Index 450\b/);
  });

  it('a witness and a key on paper both refuse another key', async () => {
    await journal.witnessNow();
    const key = (await readFile(join(store, 'key'), 'utf8')).trim();
    await journal.connection.pool.query(`update journal_head set public_key = sha256('another key')`);
    const stranger = signerOf(generateKeyPairSync('ed25519').privateKey);
    await journal.connection.pool.query('update journal_head set public_key = $1', [stranger.rawPublicKey]);
    await journal.forgetSeals();
    const log = await openLog(journal.connection.db, {
      signer: stranger,
      origin: null,
      clock: () => NOW,
    }).catch(() => null);
    if (log) await numberAll(journal.connection.db, log);
    expect((await journal.witnessNow()).code).toBe(1);
    expect(await journal.verify('--key', key)).toMatchObject({ code: 1 });
  });
});

describe('a witness', () => {
  it('takes up after a look that was cut off, and says when its own folder is damaged', async () => {
    await journal.witnessNow();
    await appendFile(join(store, 'leaf-hashes'), Buffer.alloc(50, 7));
    await journal.write(1001, 1010);
    await journal.seal();
    expect((await journal.witnessNow()).said).toContain('600 → 610');
    expect((await journal.witnessNow()).said).toContain('610 → 610');
    await truncate(join(store, 'leaf-hashes'), 100);
    const damaged = await journal.witnessNow();
    expect(damaged.code).toBe(2);
    expect(damaged.complained).toContain('no proof against the server');
  });

  it('does not take another key for the one it trusts', async () => {
    await journal.witnessNow();
    const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(await journal.run(witness, '--database', url, '--store', store, '--key', other)).toMatchObject({
      code: 2,
    });
  });
});
