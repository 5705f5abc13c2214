/** What the journal says of itself by its counts, its times and its newest signature. */
import type pg from 'pg';
import { signedSize } from '#server/journal/against-checkpoint.ts';
import { amiss, type Finding, good } from './doctor-finding.ts';
import { rows } from './doctor-rows.ts';

const PENDING_LIMIT_S = 60;
const CLOCK_LIMIT_S = 60;

type Journal = {
  readonly leaves: string;
  readonly numbered: string;
  readonly next: string;
  readonly pending: string;
  readonly oldest: Date | null;
  readonly newest: Date | null;
};

export async function checkJournal(
  client: pg.Client,
  now: Date,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  const [row] = await rows<Journal>(
    client,
    `select (select count(*) from journal_leaf) as leaves, (select count(*) from journal_index) as numbered,
       (select coalesce(max(index) + 1, 0) from journal_index) as next,
       (select count(*) from journal_pending) as pending,
       (select min(written_at) from journal_pending) as oldest, (select max(written_at) from journal_leaf) as newest`,
  );
  if (row === undefined) return [];
  return [
    countsOf(row),
    pendingOf(row, now, isRunning),
    clockOf(row.newest, now),
    ...(await checkSeal(client, Number(row.numbered))),
  ];
}

function countsOf(row: Journal): Finding {
  const { leaves, numbered, next, pending } = row;
  const isWhole = numbered === next && Number(leaves) === Number(numbered) + Number(pending);
  if (isWhole)
    return good(
      'journal',
      `Jurnal: ${leaves} catatan, tanpa celah`,
      `Journal: ${leaves} entries, without a gap`,
    );
  const counts = `${leaves} / ${numbered} / ${next} / ${pending}`;
  return amiss(
    'journal',
    'bad',
    [
      `Jumlah jurnal tidak cocok (catatan / bernomor / nomor berikut / menunggu: ${counts})`,
      `The counts of the journal differ (entries / numbered / next number / waiting: ${counts})`,
    ],
    [
      'Jalankan ./rakor journal verify dan simpan hasilnya.',
      'Run ./rakor journal verify and keep what it says.',
    ],
  );
}

function pendingOf({ pending, oldest }: Journal, now: Date, isRunning: boolean): Finding {
  const ageS = oldest === null ? 0 : (now.getTime() - oldest.getTime()) / 1000;
  if (ageS < PENDING_LIMIT_S || !isRunning)
    return good(
      'journal.waiting',
      `${pending} catatan menunggu nomor`,
      `${pending} entries wait for their number`,
    );
  return amiss(
    'journal.waiting',
    'bad',
    [
      `${pending} catatan menunggu nomor, yang tertua ${Math.round(ageS)} detik`,
      `${pending} entries wait for their number, the oldest for ${Math.round(ageS)} s`,
    ],
    [
      'Server tidak menomori: lihat catatannya, lalu nyalakan ulang.',
      'The server does not number them: see its log, then restart it.',
    ],
  );
}

function clockOf(newest: Date | null, now: Date): Finding {
  const aheadS = newest === null ? 0 : (newest.getTime() - now.getTime()) / 1000;
  if (aheadS <= CLOCK_LIMIT_S)
    return good(
      'clock',
      'Jam tidak tertinggal dari catatan terakhir',
      'The clock is not behind the last entry',
    );
  return amiss(
    'clock',
    'bad',
    [
      `Jam mesin ${Math.round(aheadS)} detik di belakang catatan jurnal terakhir`,
      `The machine's clock is ${Math.round(aheadS)} s behind the last journal entry`,
    ],
    ['Cocokkan jam sebelum menyalakan server.', 'Set the clock before the server is started.'],
  );
}

async function checkSeal(client: pg.Client, numbered: number): Promise<readonly Finding[]> {
  const [table] = await rows<{ there: boolean }>(
    client,
    `select to_regclass('journal_checkpoint') is not null as there`,
  );
  if (table?.there !== true) return [];
  const [newest] = await rows<{ note: string }>(
    client,
    'select note from journal_checkpoint order by size desc limit 1',
  );
  const size = newest === undefined ? null : await signedSize(client, newest.note);
  if (size !== null && size <= numbered)
    return [
      good(
        'journal.checkpoint',
        `Pengesahan atas ${size} catatan, tanda tangan sah`,
        `Checkpoint over ${size} entries, its signature holds`,
      ),
    ];
  return [
    amiss(
      'journal.checkpoint',
      'bad',
      size === null
        ? [
            'Pengesahan terakhir tidak ada atau tanda tangannya salah',
            'The newest checkpoint is missing or its signature is wrong',
          ]
        : [
            `Pengesahan mencakup ${size} catatan, jurnal hanya ${numbered}`,
            `The checkpoint covers ${size} entries, the journal has ${numbered}`,
          ],
      [
        'Jalankan ./rakor journal verify dan simpan hasilnya.',
        'Run ./rakor journal verify and keep what it says.',
      ],
    ),
  ];
}
