/** Pure decisions about what may be kept as sealed. The server cannot read it, but it can see whether it is sealed. */
import { type Refusal, refuse } from '#shared/problem.ts';

export type Named = { readonly agencyId: string; readonly keyId: string };
/** The newest key of an agency. */
export type CurrentKey = Named & {
  readonly short: string;
  readonly version: number;
  readonly fingerprint: string;
};

export type Sealing = {
  readonly content: Uint8Array;
  readonly sealedTo: readonly Named[];
};

const FIRST_LINE = 'age-encryption.org/v1';
const STANZA = '-> ';
const HYBRID = '-> mlkem768x25519 ';
// Twelve stanzas of some 1,600 letters; more than that is no header of ours.
const HEADER_MOST = 40_000;

/** @returns to which keys it is sealed, in the order of the addressees; or why it may not be kept */
export function decideSealing(
  sealing: Sealing,
  current: readonly CurrentKey[],
  own: string,
): readonly CurrentKey[] | Refusal {
  const { content, sealedTo } = sealing;
  if (!sealedTo.some(({ agencyId }) => agencyId === own)) return refuse('sealed-note.not-to-us');
  const agencies = new Set(sealedTo.map(({ agencyId }) => agencyId));
  const found: CurrentKey[] = [];
  for (const { agencyId, keyId } of sealedTo) {
    const key = current.find((each) => each.agencyId === agencyId);
    if (key?.keyId !== keyId) return refuse('seal.key-changed', { agency: key?.short ?? '?' });
    found.push(key);
  }
  const isWhole = agencies.size === sealedTo.length && recipientsOf(content) === agencies.size;
  return isWhole ? found : refuse('sealed-note.not-encrypted');
}

/** A new version goes to the agencies of the first. */
export function isSameCircle(before: readonly string[], sealedTo: readonly Named[]): boolean {
  const now = new Set(sealedTo.map(({ agencyId }) => agencyId));
  return now.size === before.length && before.every((agencyId) => now.has(agencyId));
}

/**
 * To how many keys an age file is sealed; null when it is no age file, or is sealed to anything but hybrid keys.
 * Source: age-encryption.org/v1, header.
 */
export function recipientsOf(content: Uint8Array): number | null {
  const lines = new TextDecoder('latin1').decode(content.subarray(0, HEADER_MOST)).split('\n');
  if (lines[0] !== FIRST_LINE) return null;
  const end = lines.findIndex((line) => line.startsWith('--- '));
  if (end < 0) return null;
  const stanzas = lines.slice(1, end).filter((line) => line.startsWith(STANZA));
  return stanzas.every((line) => line.startsWith(HYBRID)) ? stanzas.length : null;
}
