/**
 * An operator with every right on the database, and what verify and a witness say to it. The leaves are written and
 * sealed as the server does it; what the operator does is plain SQL.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEAVES, openSealedJournal, type SealedJournal } from '../testing/sealed-journal.ts';
import { cutFrom, insert, remove, rewrite, swap } from '../testing/tampering.ts';
import { exportJournalCommand } from './export-journal.ts';
import { verifyJournalCommand } from './verify-journal.ts';
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

describe('a journal that nobody touched', () => {
  it('is whole, in the database and in an export that was carried elsewhere', async () => {
    const here = await journal.verify();
    expect(here).toMatchObject({ code: 0 });
    expect(here.said).toContain(`${LEAVES} catatan/leaves`);
    const file = join(folder, 'jurnal.rakor');
    expect((await journal.run(exportJournalCommand, file, '--database', url)).code).toBe(0);
    const there = await journal.run(verifyJournalCommand, '--export', file);
    expect({ code: there.code, said: there.said }).toEqual({ code: 0, said: here.said });
    expect((await readFile(file)).length).toBeGreaterThan(10_000);
  });

  it('stays whole for a witness while it grows, by database or by export', async () => {
    expect(await journal.witnessNow()).toMatchObject({ code: 0 });
    await journal.write(1001, 1060);
    await journal.seal();
    const file = join(folder, 'jurnal.rakor');
    await journal.run(exportJournalCommand, file, '--database', url);
    const second = await journal.run(witness, '--export', file, '--store', store);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).toContain('600 → 660');
    expect(await journal.verify('--against', store)).toMatchObject({ code: 0 });
  });

  it('counts what is not sealed yet', async () => {
    await journal.write(1001, 1003);
    const { code, complained } = await journal.verify();
    expect(code).toBe(0);
    expect(complained).toContain('3 leaves are not sealed yet');
  });
});

describe('verify names the first wrong leaf', () => {
  it.each([
    ['altered, its hash too', rewrite(123), 'ALTERED', 123],
    ['altered in its bytes alone', rewrite(123).slice(0, 1), 'ALTERED', 123],
    ['dropped and closed over', remove(256), 'DROPPED', 256],
    ['dropped, the gap left open', remove(200).slice(0, 1), 'DROPPED', 200],
    ['inserted', insert(77), 'INSERTED', 77],
    ['reordered', swap(50, 300), 'REORDERED', 50],
    ['cut off', cutFrom(500), 'ROLLED BACK', 500],
  ])('%s', async (_, statements, word, index) => {
    const id = await journal.leafAt(index);
    await journal.operator(...statements);
    const { code, said } = await journal.verify();
    expect(code).toBe(1);
    expect(said.split('\n')[1]).toContain(word);
    expect(said.split('\n')[1]).toMatch(new RegExp(`Index ${index}\\b`));
    if (word === 'ALTERED') expect(said).toContain(id);
  });

  const of = (index: number) => `(select leaf_id from journal_index where index = ${index})`;
  it.each([
    [
      'a column that says something else',
      `update journal_leaf set area = '31.74' where id = ${of(41)}`,
      /column.*Index 41\b.*area/,
    ],
    [
      'a list that shows somebody else',
      `update journal_index set actor = 'somebody' where index = 41`,
      /column.*Index 41\b.*journal_index/,
    ],
    [
      'a value kept apart that is gone without an erasure on record',
      `delete from journal_apart where leaf_id = ${of(99)}`,
      /kept apart are gone than.*Index 99\b/,
    ],
    [
      'a value kept apart',
      `update journal_apart set value = '"Orang lain"' where leaf_id = ${of(99)}`,
      /kept apart.*Index 99\b.*author/,
    ],
    ['a leaf without a number', `delete from journal_index where index = 599`, /ROLLED BACK.*Index 599\b/],
    [
      'a tile of hashes',
      `update journal_tile set hashes = overlay(hashes placing '\\x00'::bytea from 40 for 1) where level = 1`,
      /TREE DAMAGED.*tile\/1\/0/,
    ],
    [
      'the frontier',
      `update journal_head set peaks = overlay(peaks placing '\\xffff'::bytea from 1 for 2)`,
      /TREE DAMAGED.*journal_head/,
    ],
    [
      'a checkpoint that is gone',
      'delete from journal_checkpoint where size = 600',
      /WRONG SIGNATURE.*journal_checkpoint 600/,
    ],
    [
      'a signature',
      `update journal_checkpoint set note = replace(note, E'\\n600\\n', E'\\n599\\n')`,
      /WRONG SIGNATURE.*journal_checkpoint 600/,
    ],
  ])('or %s', async (_, statement, expected) => {
    await journal.operator(statement);
    const { code, said } = await journal.verify();
    expect(code).toBe(1);
    expect(said).toMatch(expected);
  });

  it('or a leaf that nobody numbered', async () => {
    await journal.operator(
      ...insert(5_000).slice(2, 3),
      `delete from journal_index where leaf_id = '00000000-0000-7000-8000-000000000001'`,
    );
    expect((await journal.verify()).said).toMatch(/UNNUMBERED.*00000000-0000-7000-8000-000000000001/);
  });
});

describe('what cannot be read', () => {
  it('ends with 2 and words in both languages: a cut export, no database, no checkpoint, two places', async () => {
    const file = join(folder, 'jurnal.rakor');
    await journal.run(exportJournalCommand, file, '--database', url);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length - 2_000));
    const cut = await journal.run(verifyJournalCommand, '--export', file);
    expect(cut.code).toBe(2);
    expect(cut.complained).toContain('rusak');
    await writeFile(join(folder, 'kosong.txt'), 'bukan pengesahan\n');
    const others = [
      await journal.run(verifyJournalCommand, '--data', join(folder, 'tidak-ada')),
      await journal.verify('--against', join(folder, 'kosong.txt')),
      await journal.verify('--export', file),
      await journal.verify('--unknown'),
      await journal.run(exportJournalCommand, file, '--database', url),
    ];
    for (const { code, complained } of others) {
      expect(code).toBe(2);
      expect(complained.split('\n\n').length).toBe(2);
    }
  });
});
