/** What a house needs besides its database: backups and certificates. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStanding } from '#server/backup/standing.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { reachable } from '../lan/addresses.ts';
import { amiss, type Finding, good } from './doctor-finding.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SOON_DAYS = 14;

export async function checkBackups(dataDir: string, now: Date): Promise<Finding> {
  const { state, last, plan, planFault, failure } = await readStanding(dataDir, now);
  const hours = last === null ? null : Math.round((now.getTime() - Date.parse(last.at)) / HOUR_MS);
  const since = [
    hours === null ? 'belum ada yang baik' : `yang baik terakhir ${hours} jam lalu`,
    hours === null ? 'no good one yet' : `the last good one ${hours} h ago`,
  ] as const;
  const schedule = './rakor backup --schedule --to TEMPAT --every 6 --recipient age1…';
  if (planFault !== null) return amiss('backups', 'bad', [planFault.id, planFault.en], [schedule, schedule]);
  if (state === 'none')
    return amiss(
      'backups',
      'warning',
      [`Tidak ada cadangan terjadwal; ${since[0]}`, `No backups are planned; ${since[1]}`],
      [schedule, schedule],
    );
  if (state === 'failed' && failure !== null)
    return amiss(
      'backups',
      'bad',
      [`Cadangan terakhir gagal; ${since[0]}`, `The last backup failed; ${since[1]}`],
      [failure.text.id, failure.text.en],
    );
  if (state === 'late')
    return amiss(
      'backups',
      'bad',
      [`Cadangan terlambat: ${since[0]}`, `Backups are late: ${since[1]}`],
      [
        'Periksa apakah server berjalan, atau buat sekarang dengan ./rakor backup.',
        'Check that the server runs, or make one now with ./rakor backup.',
      ],
    );
  const place = plan?.place ?? '';
  return good('backups', `Cadangan di ${place}: ${since[0]}`, `Backups in ${place}: ${since[1]}`);
}

/** Places of backups that lack erasures, and since when. */
export async function checkLedgers(dataDir: string, now: Date): Promise<readonly Finding[]> {
  const { lagging = [] } = await readStanding(dataDir, now);
  return lagging.map(({ place, since, missing }) =>
    amiss(
      'backups.ledger',
      'warning',
      [
        `${place} belum menerima daftar penghapusan sejak ${since}: kurang ${missing}`,
        `${place} has not had the ledger of erasures since ${since}: it lacks ${missing}`,
      ],
      [
        'Pasang kembali tempat itu; server menulisnya dalam satu jam.',
        'Connect that place again; the server writes it within the hour.',
      ],
    ),
  );
}

/** A house that was restored without its erasures, or with an altered journal, goes on saying so. */
export async function checkRestore(dataDir: string, now: Date): Promise<readonly Finding[]> {
  const { restored } = await readStanding(dataDir, now);
  if (restored === undefined) return [];
  const findings: Finding[] = [];
  if (restored.journal === 'altered')
    findings.push(
      amiss(
        'restore.journal',
        'warning',
        [
          `Dipulihkan dari ${restored.backup}, yang jurnalnya sudah diubah sebelum dicadangkan`,
          `Restored from ${restored.backup}, whose journal had been altered before it was made`,
        ],
        [
          'Simpan cadangan itu sebagai bukti. ./rakor journal verify menyebut catatan pertama yang berubah.',
          'Keep that backup as evidence. ./rakor journal verify names the first entry that was changed.',
        ],
      ),
    );
  if (restored.erasures === 'without')
    findings.push(
      amiss(
        'restore.erasures',
        'warning',
        [
          `Dipulihkan dari ${restored.backup} tanpa mengulang penghapusan`,
          `Restored from ${restored.backup} without replaying erasures`,
        ],
        [
          'Hapus lagi siapa yang sudah dihapus sesudahnya (Penghapusan).',
          'Erase again whoever had been erased later (Penghapusan).',
        ],
      ),
    );
  else if (restored.erasuresUntil === null) findings.push(undatedLedger(restored.backup));
  return findings;
}

function undatedLedger(backup: string): Finding {
  return amiss(
    'restore.erasures',
    'warning',
    [
      `Dipulihkan dari ${backup} dengan daftar penghapusan yang tidak menyebut sampai kapan lengkap`,
      `Restored from ${backup} with a ledger of erasures that does not say until when it is complete`,
    ],
    [
      'Periksa siapa yang sudah dihapus dan mungkin kembali (Penghapusan).',
      'Look for people who had been erased and may be back (Penghapusan).',
    ],
  );
}

/** @param own the certificate of the owner, where one is configured */
export async function checkCertificates(
  dataDir: string,
  own: string | undefined,
  now: Date,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const paths =
    own === undefined ? ['authority', 'server'].map((name) => join(dataDir, 'tls', `${name}.pem`)) : [own];
  for (const path of paths) {
    const certificate = await readCertificate(path);
    if (certificate === null) continue;
    found.push(daysOf(path, certificate, now));
    if (path.endsWith('server.pem')) found.push(namesOf(certificate));
  }
  return found;
}

function daysOf(path: string, certificate: X509Certificate | 'unreadable', now: Date): Finding {
  const renew = [
    'Nyalakan ulang server dengan --lan: ia membuat yang baru.',
    'Start the server again with --lan: it makes a new one.',
  ] as const;
  if (certificate === 'unreadable')
    return amiss(
      'certificate',
      'bad',
      [`${path} tidak terbaca sebagai sertifikat`, `${path} is no readable certificate`],
      renew,
    );
  const days = Math.floor((Date.parse(certificate.validTo) - now.getTime()) / DAY_MS);
  if (days < 0)
    return amiss(
      'certificate',
      'bad',
      [`${path} berakhir ${-days} hari lalu`, `${path} ended ${-days} days ago`],
      renew,
    );
  if (days < SOON_DAYS)
    return amiss(
      'certificate',
      'warning',
      [`${path} berakhir ${days} hari lagi`, `${path} ends in ${days} days`],
      renew,
    );
  return good('certificate', `${path}: ${days} hari lagi`, `${path}: ${days} days left`);
}

/** Whether the certificate names the addresses under which this machine is reached today. */
function namesOf(certificate: X509Certificate | 'unreadable'): Finding {
  const names = certificate === 'unreadable' ? '' : (certificate.subjectAltName ?? '');
  const missing = reachable().addresses.filter((address) => !names.includes(address));
  if (missing.length === 0) return good('certificate.names', `Sertifikat: ${names}`, `Certificate: ${names}`);
  return amiss(
    'certificate.names',
    'warning',
    [`Sertifikat tidak memuat ${missing.join(', ')}`, `The certificate does not name ${missing.join(', ')}`],
    [
      'Server memperbaruinya sendiri dalam lima menit setelah alamat berubah.',
      'The server renews it by itself within five minutes of a new address.',
    ],
  );
}

async function readCertificate(path: string): Promise<X509Certificate | 'unreadable' | null> {
  try {
    return new X509Certificate(await readFile(path));
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : 'unreadable';
  }
}
