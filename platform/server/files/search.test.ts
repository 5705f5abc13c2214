import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { XlsxStreamWriter } from 'hucre/xlsx';
import { afterAll, expect, it } from 'vitest';
import { filesHolding } from './search.ts';
import { openFileStore } from './store.ts';

const place = await mkdtemp(join(tmpdir(), 'rakor-search-'));
const files = openFileStore(place);
afterAll(() => rm(place, { recursive: true }));

const person = 'Ina "Sari" O\'Boru & Anak';
const csv = (name: string) => `nomor,nama\r\n1,"${name.replaceAll('"', '""')}"\r\n`;

async function sheet(name: string): Promise<Buffer> {
  const writer = new XlsxStreamWriter({ name: 'Data', columns: [{ header: 'nama' }] });
  writer.addRow([name]);
  return Buffer.from(await writer.finish());
}

async function upload(at: number, bytes: Uint8Array): Promise<string> {
  const id = `01890000-0000-7000-8000-00000000000${at}`;
  await mkdir(files.uploads, { recursive: true });
  await writeFile(join(files.uploads, id), bytes);
  return id;
}

it('finds a person in every form in which a table comes in, and in one that came in by half', async () => {
  const wanted = [
    await files.put(Buffer.from(csv(person))),
    await files.put(Buffer.from(`\ufeff${csv(person.toUpperCase())}`, 'utf16le')),
    await files.put(gzipSync(csv(person))),
    await files.put(await sheet(person)),
  ];
  await files.put(Buffer.from(csv('Yohana')));
  await files.put(await sheet('Yohana'));
  // A picture is not looked into.
  await files.put(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(person)]));
  const packed = gzipSync(`${csv(person)}${'x'.repeat(200_000)}`, { level: 0 });
  const archive = await sheet('Yohana');
  const uploads = [
    await upload(1, packed.subarray(0, 100_000)),
    // Half an archive tells nothing, and is not kept on trust.
    await upload(2, archive.subarray(0, archive.length - 40)),
  ];
  await upload(3, Buffer.from(csv('Yohana')));
  const found = await filesHolding(files, ` ${person} `);
  expect(found.flatMap(({ kind, name }) => (kind === 'file' ? [name] : [])).sort()).toEqual(wanted.sort());
  expect(found.flatMap(({ kind, name }) => (kind === 'upload' ? [name] : [])).sort()).toEqual(uploads);
});

it('removes what a process that died left half stored, and no stored file', async () => {
  const hash = await files.put(Buffer.from('whole'));
  const folder = join(place, 'files', hash.slice(0, 2));
  await writeFile(join(folder, `${hash.slice(2)}.0123456789ab`), 'half');
  expect(await files.removeDrafts(new Date(Date.now() - 3_600_000))).toBe(0);
  expect(await files.removeDrafts(new Date(Date.now() + 3_600_000))).toBe(1);
  expect((await files.get(hash))?.toString()).toBe('whole');
});
