/** The text of a checkpoint as C2SP tlog-checkpoint has it; `signNote` and `openNote` put the signatures to it. */
import { base64, fromBase64 } from './bytes.ts';
import { HASH_SIZE, type Hash } from './tree-hash.ts';

export type Checkpoint = {
  /** Which log: by custom the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions: readonly string[];
};

/** @throws RangeError for what a checkpoint cannot say: an empty or broken line, a size or a root that is none */
export function checkpointText(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions } = checkpoint;
  const text = `${[origin, size, base64(root), ...extensions].join('\n')}\n`;
  const read = parseCheckpoint(text);
  if (read?.origin !== origin || read.extensions.length !== extensions.length)
    throw new RangeError('a checkpoint has an origin, a whole size, a root of 32 bytes and no empty line');
  return text;
}

/** What the text of a verified note says, or undefined when it is no checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.some((line) => line === '')) return undefined;
  const [origin, size, encoded, ...extensions] = lines;
  if (origin === undefined || size === undefined || encoded === undefined) return undefined;
  const root = fromBase64(encoded);
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  return root?.length === HASH_SIZE ? { origin, size: Number(size), root, extensions } : undefined;
}
