import { isIPv4 } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { Reachable } from './addresses.ts';

// RFC 5280, 4.2.1.10.
const OID = '2.5.29.30';
// Addresses that no certificate of the public web is made for: RFC 1918, loopback, link-local, and the shared ones that
// mobile networks and hotspots give out (RFC 6598).
const PRIVATE = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const;

/** Tags of a GeneralName. */
const DNS = 0x82;
const IP = 0x87;

/**
 * What an authority may vouch for: these names and what is below them, private addresses, and these addresses. Whoever
 * steals its key cannot pretend to be a bank to the phones that trust it.
 */
export function nameConstraints(at: Reachable): x509.Extension {
  const outside = at.addresses.filter((address) => !isPrivate(address));
  const bases = [
    ...at.names.map(nameEntry),
    ...PRIVATE.map(([network, bits]) => addressEntry(network, bits)),
    ...outside.map((address) => addressEntry(address, 32)),
  ];
  const permitted = der(0xa0, ...bases.map((base) => der(0x30, base)));
  return new x509.Extension(OID, true, new Uint8Array(der(0x30, permitted)));
}

/** The part of these names and addresses that an authority may vouch for: all of it when nothing limits it. */
export function permittedBy(authority: string, at: Reachable): Reachable {
  const found = new x509.X509Certificate(authority).getExtension(OID);
  if (found === null) return at;
  // Our own names lie in it byte for byte, so it need not be taken apart.
  const limits = Buffer.from(found.value);
  return {
    names: at.names.filter((name) => limits.includes(nameEntry(name))),
    addresses: at.addresses.filter(
      (address) => isPrivate(address) || limits.includes(addressEntry(address, 32)),
    ),
  };
}

function nameEntry(name: string): Buffer {
  return der(DNS, Buffer.from(name, 'latin1'));
}

function addressEntry(address: string, bits: number): Buffer {
  const mask = Buffer.alloc(4);
  mask.writeUInt32BE((0xffffffff << (32 - bits)) >>> 0);
  return der(IP, bytesOf(address), mask);
}

function isPrivate(address: string): boolean {
  if (!isIPv4(address)) return false;
  const value = bytesOf(address).readUInt32BE();
  return PRIVATE.some(
    ([network, bits]) => value >>> (32 - bits) === bytesOf(network).readUInt32BE() >>> (32 - bits),
  );
}

function bytesOf(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** Tag, length, content. The length in as few bytes as it takes: browsers refuse any other form. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
