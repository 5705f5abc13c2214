import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { type Reachable, reachable } from './addresses.ts';
import { makeAuthority, makeServerCertificate, type Pem, stillServes } from './authority.ts';

/** What the HTTPS server needs, and what a phone has to be given so that it trusts it. */
export type Tls = {
  readonly key: string;
  readonly cert: string;
  /** The authority to install; null with a certificate of the owner's, which phones trust already or never. */
  readonly authority: { readonly cert: string; readonly fingerprint: string } | null;
  readonly at: Reachable;
};

/** The owner's certificate where one is given, else one by a local authority made on first use. */
export async function certificateFor(config: Config, now: Date): Promise<Tls> {
  const at = reachable();
  if (config.tls) return { ...(await readOwners(config.tls)), authority: null, at };
  const folder = join(config.dataDir, 'tls');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await kept(folder, 'authority', null, () => makeAuthority(at.names[1] ?? 'lokal', now));
  const server = await kept(
    folder,
    'server',
    (pem) => stillServes(pem.cert, authority, at, now),
    () => makeServerCertificate(authority, at, now),
  );
  return { ...server, authority: { cert: authority.cert, fingerprint: fingerprintOf(authority.cert) }, at };
}

async function readOwners(files: { key: string; cert: string }): Promise<Pem> {
  try {
    return { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`The certificate could not be read (${reason}): check --tls-key and --tls-cert.`);
  }
}

async function kept(
  folder: string,
  name: string,
  good: ((pem: Pem) => boolean) | null,
  make: () => Promise<Pem>,
): Promise<Pem> {
  const files = { key: join(folder, `${name}-key.pem`), cert: join(folder, `${name}.pem`) };
  if (existsSync(files.key) && existsSync(files.cert)) {
    const found = { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
    if (good === null || good(found)) return found;
  }
  const made = await make();
  await writeFile(files.key, made.key, { mode: 0o600 });
  await writeFile(files.cert, made.cert, { mode: 0o644 });
  return made;
}

/** SHA-256 of the certificate, in pairs, as phones show it. */
function fingerprintOf(pem: string): string {
  const hash = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();
  return hash.match(/../g)?.join(':') ?? '';
}
