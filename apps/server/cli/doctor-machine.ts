/** The machine beneath a house: disk, clock, rights, Node, port. */
import { execFile } from 'node:child_process';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UNFINISHED_FILE } from '#server/backup/unfinished.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import type { Localized } from '#shared/schema.ts';
import { amiss, type Finding, good } from './doctor-finding.ts';

const GIGABYTE = 1_000_000_000;
const LITTLE_BYTES = GIGABYTE;
const LOW_BYTES = 5 * GIGABYTE;
const PROBE_BYTES = 1_048_576;
// A commit waits for the disk once: above this people notice.
const SLOW_SYNC_MS = 250;
// `engines` of package.json.
const OLDEST_NODE = [20, 19] as const;

export async function checkDisk(dataDir: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const gb = (free / GIGABYTE).toFixed(1);
  const more = [
    'Kosongkan disk atau pindahkan direktori data.',
    'Free the disk, or move the data directory.',
  ] as const;
  const level = free < LITTLE_BYTES ? 'bad' : 'warning';
  const space =
    free < LOW_BYTES
      ? amiss('disk.space', level, [`Tersisa ${gb} GB`, `${gb} GB left`], more)
      : good('disk.space', `Tersisa ${gb} GB`, `${gb} GB left`);
  return [space, await checkWriting(dataDir)];
}

async function checkWriting(dataDir: string): Promise<Finding> {
  const probe = join(dataDir, `.doctor-${process.pid}`);
  const begun = performance.now();
  try {
    const file = await open(probe, 'wx', 0o600);
    try {
      await file.writeFile(Buffer.alloc(PROBE_BYTES, 1));
      await file.sync();
    } finally {
      await file.close();
    }
    const ms = Math.round(performance.now() - begun);
    if (ms <= SLOW_SYNC_MS)
      return good(
        'disk.write',
        `Menulis 1 MB sampai ke disk: ${ms} ms`,
        `Writing 1 MB through to the disk: ${ms} ms`,
      );
    return amiss(
      'disk.write',
      'warning',
      [`Menulis 1 MB sampai ke disk lambat: ${ms} ms`, `Writing 1 MB through to the disk is slow: ${ms} ms`],
      [
        'Pakai disk yang lebih cepat, atau hentikan yang memakainya.',
        'Use a faster disk, or stop what else uses it.',
      ],
    );
  } catch (error) {
    const code = errorCode(error) ?? '';
    return amiss(
      'disk.write',
      'bad',
      [`${dataDir} tidak dapat ditulisi (${code})`, `${dataDir} cannot be written to (${code})`],
      code === 'ENOSPC'
        ? ['Kosongkan disk.', 'Free the disk.']
        : ['Periksa hak dan pemasangan disk.', 'Check the rights and the mount.'],
    );
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

export async function checkDirectory(dataDir: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  if (await isThere(join(dataDir, UNFINISHED_FILE)))
    found.push(
      amiss(
        'directory.restore',
        'bad',
        ['Pemulihan ke sini terputus di tengah', 'A restore into this place was cut in the middle'],
        [
          'Hapus direktori ini dan ulangi ./rakor restore.',
          'Remove this directory and run ./rakor restore again.',
        ],
      ),
    );
  const open: string[] = [];
  for (const name of ['server-key.pem', 'postgres', 'tls', 'files', 'uploads'])
    if (process.platform !== 'win32' && (await othersMay(join(dataDir, name)))) open.push(name);
  if (open.length === 0)
    return [
      ...found,
      good(
        'directory.rights',
        'Kunci, basis data dan berkas tertutup bagi pengguna lain',
        'Keys, database and files are closed to other users',
      ),
    ];
  const names = open.join(', ');
  const command = `chmod -R go= ${open.map((name) => join(dataDir, name)).join(' ')}`;
  return [
    ...found,
    amiss(
      'directory.rights',
      'bad',
      [`Terbuka bagi pengguna lain: ${names}`, `Open to other users: ${names}`],
      [command, command],
    ),
  ];
}

async function othersMay(path: string): Promise<boolean> {
  if (!(await isThere(path))) return false;
  return ((await stat(path)).mode & 0o077) !== 0;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (!isOld) return good('node', `Node ${version}`, `Node ${version}`);
  return amiss(
    'node',
    'bad',
    [`Node ${version} terlalu lama`, `Node ${version} is too old`],
    ['Pasang Node 24 LTS (paling sedikit 20.19).', 'Install Node 24 LTS (20.19 at least).'],
  );
}

/** What the system itself knows of its clock, where it can be asked. */
export async function checkSynchronised(): Promise<readonly Finding[]> {
  try {
    const { stdout } = await promisify(execFile)('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']);
    if (stdout.trim() === 'yes')
      return [good('clock.ntp', 'Jam disetel dari jaringan', 'The clock is set from the network')];
    return [
      amiss(
        'clock.ntp',
        'warning',
        ['Jam tidak disetel dari jaringan', 'The clock is not set from the network'],
        [
          'Jalankan timedatectl set-ntp true, atau cocokkan jam dengan tangan.',
          'Run timedatectl set-ntp true, or set the clock by hand.',
        ],
      ),
    ];
  } catch {
    // No such program, or nobody behind it: nothing is known.
    return [];
  }
}

const ANSWER_MS = 2_000;

/** Who answers at the port of this house. @param isUsual nobody named it, and no server runs on this directory */
export async function checkPort(number: number, isUsual = false): Promise<Finding> {
  const port = {
    id: `${number}${isUsual ? ' (bawaan)' : ''}`,
    en: `${number}${isUsual ? ' (the default)' : ''}`,
  };
  for (const scheme of ['http', 'https']) {
    try {
      const answer = await fetch(`${scheme}://127.0.0.1:${number}/api/health`, {
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await answer.text();
      if (text.includes('"status":"ok"'))
        return good('port', `Rakor menjawab di port ${port.id}`, `Rakor answers at port ${port.en}`);
      return foreign(port);
    } catch (error) {
      const code = error instanceof Error ? errorCode(error.cause) : undefined;
      if (code === 'ECONNREFUSED')
        return good(
          'port',
          `Port ${port.id} bebas; server tidak berjalan di sana`,
          `Port ${port.en} is free; the server does not run there`,
        );
      // A certificate of our own authority: somebody speaks TLS there.
      if (scheme === 'https' && /CERT|SELF_SIGNED|UNABLE_TO/.test(code ?? ''))
        return good(
          'port',
          `Server HTTPS menjawab di port ${port.id}`,
          `An HTTPS server answers at port ${port.en}`,
        );
    }
  }
  return foreign(port);
}

function foreign(port: Localized): Finding {
  return amiss(
    'port',
    'warning',
    [`Port ${port.id} dipakai program lain`, `Port ${port.en} is used by another program`],
    [
      'Hentikan program itu, atau jalankan dengan --port lain.',
      'Stop that program, or start with another --port.',
    ],
  );
}
