import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Reachable } from './addresses.ts';
import { nameConstraints } from './name-constraints.ts';

const DAY_MS = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
// From one national vote into the next year: long enough that phones install it once for an election.
const AUTHORITY_DAYS = 730;
const SERVER_DAYS = 180;
const RENEWED_BEFORE_DAYS = 30;

export type Pem = { readonly key: string; readonly cert: string };

/** A certificate authority for these names and private addresses only. Its key never leaves the data directory. */
export async function makeAuthority(name: string, at: Reachable, now: Date): Promise<Pem> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    // The day tells two of one machine apart, for people in a phone's settings and for programs.
    name: `CN=Rakor ${name} ${now.toISOString().slice(0, 10)}, O=Rakor`,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      nameConstraints(at),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await keyPem(keys.privateKey), cert: cert.toString('pem') };
}

/** A server certificate by that authority for these names and addresses. */
export async function makeServerCertificate(authority: Pem, at: Reachable, now: Date): Promise<Pem> {
  const issuer = new x509.X509Certificate(authority.cert);
  const signingKey = await importKey(authority.key);
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${at.addresses[0] ?? at.names[0] ?? 'rakor'}`,
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(Math.min(now.getTime() + SERVER_DAYS * DAY_MS, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...at.names.map((value) => ({ type: 'dns' as const, value })),
        ...['127.0.0.1', ...at.addresses].map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { key: await keyPem(keys.privateKey), cert: `${cert.toString('pem')}\n${authority.cert}` };
}

/**
 * Whether a server certificate still serves: by this authority, for all of these addresses, for another month or as
 * long as its authority.
 */
export function stillServes(cert: string, authority: Pem, at: Reachable, now: Date): boolean {
  const parsed = new x509.X509Certificate(cert);
  const issuer = new x509.X509Certificate(authority.cert);
  const names =
    parsed.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map((item) => item.value) ?? [];
  const leftMs = parsed.notAfter.getTime() - now.getTime();
  const lasts = leftMs > RENEWED_BEFORE_DAYS * DAY_MS || parsed.notAfter >= issuer.notAfter;
  return (
    lasts &&
    cert.endsWith(authority.cert) &&
    [...at.names, ...at.addresses].every((each) => names.includes(each))
  );
}

/** In how many days an authority ends; below zero when it has. */
export function daysLeft(authority: Pem, now: Date): number {
  const { notAfter } = new x509.X509Certificate(authority.cert);
  return Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  return webcrypto.subtle.importKey(
    'pkcs8',
    der ?? new ArrayBuffer(0),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
}

/** Twenty hex digits, the first below 8 so that the number is positive. */
function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(10));
  return Buffer.from(bytes.map((byte, at) => (at === 0 ? byte & 0x7f : byte))).toString('hex');
}
