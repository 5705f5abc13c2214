import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '#server/backup/age-file.ts';
import { commands } from './commands.ts';
import { runCommand } from './run-command.ts';
import { describe as describeFindings } from './verify-journal-words.ts';

// Nobody holds the identity: only what is seen from outside is looked at here.
const RECIPIENT = 'age1qvmrcfqnvv4cpdrwzgmz7ackurucqll7kktj6qnd3gq24t74psrqn88vq2';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-manners-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rakor(...words: readonly string[]) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const code = await runCommand(words, { root: folder, version: 'test', env: {}, say, complain: say });
  return { code, said: said.join('\n') };
}

describe('whoever mistypes', () => {
  it.each<[string, RegExp]>([
    ['backup --recipent age1', /knows no --recipent. Did you mean --recipient\?/],
    ['restore --passphrase x', /Did you mean --passphrase-file\?/],
    ['doctor --data', /A value must follow --data/],
    ['doctor --data --json', /A value must follow --data/],
    ['doctor --json=yes', /--json takes no value/],
    ['doctor quick', /one word too many. Did you mean --quick\?/],
    ['journal verify --agains x', /Did you mean --against\?/],
    ['journal witness --store', /A value must follow --store/],
    ['journal export', /Name the file to write/],
    ['purge --quickly', /knows no --quickly\. See/],
    ['bakcup', /Did you mean .\/rakor backup\?/],
    ['journal verfy', /Did you mean .\/rakor journal verify\?/],
  ])('%s: is told the right word, in both languages', async (typed, sentence) => {
    const { code, said } = await rakor(...typed.split(' '));
    expect([code, said]).toEqual([2, expect.stringMatching(sentence)]);
    expect(said).toMatch(/Lihat|Sesudah|Sebutkan|Maksud/);
  });
});

describe('help', () => {
  it.each(commands.map(({ name }) => name))('of %s shows an example, in both languages', async (name) => {
    const { code, said } = await rakor(...name.split(' '), '--help');
    expect(code).toBe(0);
    expect(said).toMatch(new RegExp(`Contoh: ./rakor ${name} `));
    expect(said).toMatch(new RegExp(`Example: ./rakor ${name} `));
    expect((await rakor('help', ...name.split(' '))).said).toBe(said);
  });

  it('of a group lists its commands and no other', async () => {
    const { code, said } = await rakor('help', 'journal');
    expect([code, said]).toEqual([0, expect.stringContaining('journal witness')]);
    expect(said).not.toMatch(/^ {2}backup/m);
    expect((await rakor('journal')).code).toBe(2);
  });
});

describe('a backup of which nothing is known here', () => {
  it('is not called a stranger, and not checked without being opened', async () => {
    const file = join(folder, 'rakor-20261122T025537Z.rakor-backup');
    const { stream } = await seal({ kind: 'recipients', recipients: [RECIPIENT] });
    stream.end('content');
    await writeFile(file, stream);
    const listed = await rakor('backup', '--list', folder);
    expect([listed.code, listed.said]).toEqual([0, expect.stringContaining('origin unknown, name --data')]);
    expect(listed.said).toContain('erasures.ndjson tidak ada');
    const checked = await rakor('backup', '--check', file);
    expect([checked.code, checked.said]).toEqual([2, expect.stringContaining('its content was NOT checked')]);
    await writeFile(file, 'no backup');
    expect((await rakor('backup', '--check', file)).code).toBe(1);
  });
});

describe('what is wrong with a journal', () => {
  it('is told once, with its place; what follows from it is counted', () => {
    const checkpoint = { kind: 'forked', index: 0, until: 599, by: 'journal_checkpoint 600' } as const;
    const lines = describeFindings([
      checkpoint,
      { kind: 'tree', index: 0, until: 255, by: 'tile/1/0' },
      { kind: 'altered', index: 123, leafId: 'x', by: 'tile/0' },
      { kind: 'columns', index: 7, leafId: 'y' },
      { kind: 'columns', index: 9, leafId: 'z' },
      { kind: 'columns', index: 300, leafId: 'v' },
      { kind: 'unnumbered', index: null, leafId: 'w' },
    ]);
    expect(lines[1]).toMatch(/^ALTERED: .* Index 7,/);
    expect(lines.slice(-7)).toEqual([
      '',
      'Temuan lain / More findings:',
      '  DIUBAH / ALTERED: 9, 123, 300',
      '  TANPA NOMOR / UNNUMBERED: w',
      '',
      '2 petak, pengesahan atau kolom tidak cocok karena catatan itu.',
      '2 tiles, checkpoints or columns do not fit because of that leaf.',
    ]);
  });
});
