/** The words for what can be wrong with a journal. */
import { type Finding, inOrder } from '#server/journal/verify/findings.ts';
import { UnreadableError } from '#server/journal/verify/unreadable.ts';
import { findingPlace, findingWords } from '#server/journal/verify/words.ts';
import type { Localized } from '#shared/schema.ts';
import { CommandError } from './command.ts';

const remedy: Localized = {
  id: 'Jangan ubah apa pun. Salin direktori data dan berkas ini ke tempat aman, beri tahu pengawas, lalu bandingkan catatan itu dengan cadangan dan dengan saksi (./rakor journal witness).',
  en: 'Change nothing. Copy the data directory and this text to a safe place, tell the supervisor, and compare that leaf with a backup and with a witness (./rakor journal witness).',
};

/** The lines about findings, the first in full. */
export function describe(findings: readonly Finding[]): readonly string[] {
  const [first, ...more] = inOrder(findings);
  if (first === undefined) return [];
  const { kind } = first;
  const lines = [
    `${findingWords[kind].id}. ${findingPlace(first, 'id')}`,
    `${findingWords[kind].en}. ${findingPlace(first, 'en')}`,
    '',
    remedy.id,
    remedy.en,
  ];
  if (more.length === 0) return lines;
  const rest = [...new Set(more.map((finding) => `${finding.kind} ${finding.index ?? '-'}`))];
  const shown = rest.slice(0, 10).join(', ');
  return [
    ...lines,
    '',
    `Temuan lain, yang dapat berasal dari hal yang sama (${rest.length}): ${shown}`,
    `More findings, which may come from the same cause (${rest.length}): ${shown}`,
  ];
}

/** What cannot be read is no verdict: the command ends with 2 and says what to do. */
export async function inWords(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadableError) throw new CommandError(error.inIndonesian, error.message);
    throw error;
  }
}
