import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/canonical-json.ts';

/** SHA-256 of what was asked, in its one spelling: tells a resend from other content under the same id. */
export function contentHashOf(asked: Json): Buffer {
  return createHash('sha256').update(canonicalJson(asked)).digest();
}
