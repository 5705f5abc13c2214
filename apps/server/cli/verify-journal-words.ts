/** The words for what can be wrong with a journal. */
import { type Finding, inOrder } from '#server/journal/verify/findings.ts';
import { UnreadableError } from '#server/journal/verify/unreadable.ts';
import { findingLine, findingWords } from '#server/journal/verify/words.ts';
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
  const lines = [findingLine(first, 'id'), findingLine(first, 'en'), '', remedy.id, remedy.en];
  return [...lines, ...others(first, more)];
}

/** What else was found, a line for each kind; what only follows from the first leaf is counted. */
function others(first: Finding, more: readonly Finding[]): readonly string[] {
  const own = more.filter((finding) => !isOfSameCause(first, finding));
  const lines: string[] = [];
  for (const word of new Set(own.map(shortWord))) {
    const places = [...new Set(own.filter((finding) => shortWord(finding) === word).map(shortPlace))];
    const rest = places.length > SHOWN ? ` … (+${places.length - SHOWN})` : '';
    lines.push(`  ${word}: ${places.slice(0, SHOWN).join(', ')}${rest}`);
  }
  if (lines.length > 0) lines.unshift('', 'Temuan lain / More findings:');
  const following = more.length - own.length;
  if (following === 0) return lines;
  return [
    ...lines,
    '',
    `${following} petak, pengesahan atau kolom tidak cocok karena catatan itu.`,
    `${following} tiles, checkpoints or columns do not fit because of that leaf.`,
  ];
}

const SHOWN = 10;

/** Several kinds share a word: where a leaf was altered is told, not in which of its copies. */
function shortWord({ kind }: Finding): string {
  const { id, en } = findingWords[kind];
  return `${id.split(':')[0]} / ${en.split(':')[0]}`;
}

/** Everything that was folded from a wrong leaf is wrong, and so is all that stands beside it. */
function isOfSameCause(first: Finding, { kind, index, until }: Finding): boolean {
  if (first.index === null || index === null) return false;
  // How far is told by the largest of them, which is named first.
  if (kind === 'rolled-back' && first.kind === 'rolled-back') return true;
  if (index === first.index && until === undefined) return true;
  const isRange = kind === 'tree' || kind === 'forked';
  return isRange && index <= first.index && first.index <= (until ?? index);
}

function shortPlace({ kind, index, until, leafId, by, held, shows }: Finding): string {
  if (kind === 'rolled-back' && held !== undefined) return `${held} → ${shows ?? '?'}`;
  if (index === null) return leafId ?? by ?? '?';
  return until !== undefined && until > index ? `${index}–${until}` : String(index);
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
