/** The content of the journal: all of it where that is quick, else what grew since it was last found whole. */
import type pg from 'pg';
import { openSnapshot } from '#server/backup/dump.ts';
import { seeJournal } from '#server/backup/journal-seen.ts';
import { checkJournal } from '#server/journal/against-checkpoint.ts';
import { checkedUntil, keepChecked } from '#server/journal/checked.ts';
import { findingLine } from '#server/journal/verify/words.ts';
import { amiss, type Finding, good } from './doctor-finding.ts';
import { rows } from './doctor-rows.ts';

/** Leaves that are verified in some seconds. */
const SMALL = 100_000;
const REMEDY = [
  'Jangan ubah apa pun. Jalankan ./rakor journal verify, simpan hasilnya, beri tahu pengawas.',
  'Change nothing. Run ./rakor journal verify, keep what it says, tell the supervisor.',
] as const;

/** @param small how many leaves are read anew each time; for tests */
export async function checkLeaves(
  url: string,
  dataDir: string,
  now: Date,
  small = SMALL,
): Promise<readonly Finding[]> {
  const client = await openSnapshot(url);
  try {
    const [table] = await rows<{ there: boolean }>(
      client,
      `select to_regclass('journal_checkpoint') is not null as there`,
    );
    if (table?.there !== true) return [];
    const [newest] = await rows<{ size: number; note: string }>(
      client,
      'select size, note from journal_checkpoint order by size desc limit 1',
    );
    if (newest === undefined) return [];
    const known = newest.size > small ? await checkedUntil(client, dataDir) : undefined;
    if (known === undefined) return [await whole(client, dataDir, now)];
    const grown = await checkJournal(client, newest.note, known.frontier);
    return [sinceThen(grown.kind === 'same', known.frontier.size, newest.size, known.at)];
  } finally {
    await client.end();
  }
}

async function whole(client: pg.Client, dataDir: string, now: Date): Promise<Finding> {
  const seen = await seeJournal(client, dataDir);
  if (seen.kind === 'altered') {
    return amiss(
      'journal.leaves',
      'bad',
      [`Jurnal: ${findingLine(seen.first, 'id')}`, `Journal: ${findingLine(seen.first, 'en')}`],
      REMEDY,
    );
  }
  // A disk that takes nothing more is a finding of its own; the look was made all the same.
  if (seen.kind === 'whole' && seen.checked !== null)
    await keepChecked(dataDir, seen.checked, now).catch(() => {});
  return good(
    'journal.leaves',
    'Setiap catatan, petak dan pengesahan jurnal diperiksa: utuh',
    'Every leaf, tile and checkpoint of the journal was verified: whole',
  );
}

function sinceThen(isSame: boolean, from: number, size: number, at: string): Finding {
  const grown = size > from;
  const id = grown ? `Catatan ${from} sampai ${size - 1}` : `Jurnal dengan ${size} catatan, tadinya ${from},`;
  const en = grown
    ? `Leaves ${from} to ${size - 1} do`
    : `The journal of ${size} leaves, which had ${from}, does`;
  if (!isSame)
    return amiss(
      'journal.leaves',
      'bad',
      [`${id} tidak sesuai pengesahannya`, `${en} not fit what was sealed`],
      REMEDY,
    );
  return good(
    'journal.leaves',
    `${id} sesuai pengesahannya; yang sebelumnya diperiksa ${at} dan kini tidak dibaca (./rakor journal verify membaca semuanya)`,
    `${en} fit what was sealed; those before were verified ${at} and not read now (./rakor journal verify reads all)`,
  );
}
