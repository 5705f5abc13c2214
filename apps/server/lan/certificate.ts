import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '#shared/time.ts';
import { type Config, ConfigError } from '../config.ts';
import { type Reachable, reachable } from './addresses.ts';
import { daysLeft, makeAuthority, makeServerCertificate, type Pem, stillServes } from './authority.ts';
import { permittedBy } from './name-constraints.ts';

/** What the HTTPS server needs, and what a phone has to be given so that it trusts it. */
export type Tls = {
  readonly key: string;
  readonly cert: string;
  /** The authority to install; null with a certificate of the owner's, which phones trust already or never. */
  readonly authority: { readonly cert: string; readonly fingerprint: string } | null;
  readonly at: Reachable;
  /** What the operator of the machine should know, Indonesian and English in one line each. */
  readonly notices: readonly string[];
};

const TOLD_BEFORE_DAYS = 60;

/**
 * The owner's certificate where one is given, else one by a local authority made on first use. The authority stays
 * until it ends, because phones have installed it; the server's certificate is made anew when it must be.
 */
export async function certificateFor(config: Config, now: Date): Promise<Tls> {
  const at = withGivenNames(reachable(), config.names);
  if (config.tls) return { ...(await readOwners(config.tls)), authority: null, at, notices: [] };
  const folder = join(config.dataDir, 'tls');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await kept(
    folder,
    'authority',
    (pem) => daysLeft(pem, now) >= 0,
    () => makeAuthority(at.names[1] ?? 'lokal', at, now),
  );
  const covered = permittedBy(authority.cert, at);
  const server = await kept(
    folder,
    'server',
    (pem) => stillServes(pem.cert, authority, covered, now),
    () => makeServerCertificate(authority, covered, now),
  );
  return {
    ...server,
    authority: { cert: authority.cert, fingerprint: fingerprintOf(authority.cert) },
    at,
    notices: [
      ...ending(daysLeft(authority, now)),
      ...uncovered(config.names.filter((name) => ![...covered.names, ...covered.addresses].includes(name))),
    ],
  };
}

const RENEWAL_MS = 5 * 60_000;

/** Looks now and then whether the certificate must be another one (its end, a new address); gives a stop. */
export function keepRenewing(
  config: Config,
  use: (tls: Tls) => void,
  report: (error: unknown) => void,
): () => void {
  let used = '';
  const look = async () => {
    const tls = await certificateFor(config, systemClock());
    if (used !== '' && tls.cert !== used) use(tls);
    used = tls.cert;
  };
  const tick = () => void look().catch(report);
  tick();
  const timer = setInterval(tick, RENEWAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function withGivenNames(at: Reachable, given: readonly string[]): Reachable {
  return {
    names: [...new Set([...at.names, ...given.filter((name) => isIP(name) === 0)])],
    addresses: [...new Set([...at.addresses, ...given.filter((name) => isIP(name) === 4)])],
  };
}

function ending(days: number): readonly string[] {
  if (days > TOLD_BEFORE_DAYS) return [];
  return [
    `Sertifikat otoritas berakhir ${days} hari lagi. Sesudah itu dibuat yang baru dan semua ponsel memasangnya lagi: pilih harinya sendiri dengan menghapus folder tls saat server berhenti.`,
    `The certificate authority ends in ${days} days. A new one is made then and every phone installs it again: choose the day yourself by removing the folder tls while the server is stopped.`,
  ];
}

function uncovered(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    `Otoritas sertifikat dibuat sebelum nama ini diberikan dan tidak menjaminnya: ${names.join(', ')}. Hapus folder tls saat server berhenti, lalu pasang lagi di ponsel.`,
    `The certificate authority was made before this name was given and does not vouch for it: ${names.join(', ')}. Remove the folder tls while the server is stopped, then install it on the phones again.`,
  ];
}

async function readOwners(files: { key: string; cert: string }): Promise<Pem> {
  try {
    return { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `Sertifikat tidak dapat dibaca (${reason}). Periksa --tls-key dan --tls-cert.`,
      `The certificate could not be read (${reason}). Check --tls-key and --tls-cert.`,
    );
  }
}

async function kept(
  folder: string,
  name: string,
  good: (pem: Pem) => boolean,
  make: () => Promise<Pem>,
): Promise<Pem> {
  const files = { key: join(folder, `${name}-key.pem`), cert: join(folder, `${name}.pem`) };
  if (existsSync(files.key) && existsSync(files.cert)) {
    const found = { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
    if (isPair(found) && good(found)) return found;
  }
  const made = await make();
  await writeFile(files.key, made.key, { mode: 0o600 });
  await writeFile(files.cert, made.cert, { mode: 0o644 });
  return made;
}

/** Not when a stop came between writing the one and the other, or in the middle of one. */
function isPair({ key, cert }: Pem): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** SHA-256 of the certificate, in pairs, as phones show it. */
function fingerprintOf(pem: string): string {
  const hash = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();
  return hash.match(/../g)?.join(':') ?? '';
}
