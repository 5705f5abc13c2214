import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { type Extract, extract as extractTar } from 'tar-stream';
import { errorCode, errorText } from '../database/data-directory-error.ts';
import { DamageError, type Key, unseal, WrongKeyError } from './age-file.ts';
import {
  FORMAT,
  formatOf,
  MANIFEST,
  type Manifest,
  parseManifest,
  parseStart,
  START,
  type Start,
} from './manifest.ts';
import { damaged, listedOtherwise, missing, newerFormat, notOpened, unreadable } from './refusals.ts';
import { Tally } from './tally.ts';

export type Content = AsyncIterable<Buffer>;

type Entry = AsyncIterable<unknown> & { readonly header: { readonly name: string } };

/** What is done with the entries of a backup on the way; whatever is not read is checked all the same. */
export type Visitor = {
  start?(start: Start): Promise<void>;
  entry?(path: string, content: Content): Promise<void>;
};

export type ReadBackup = { readonly start: Start; readonly manifest: Manifest };

/**
 * Reads a backup from its first byte to its last and holds every part against its hash.
 * @throws BackupError that names the place: a range of bytes, a part, a table
 */
export async function readBackup(file: string, key: Key, visitor: Visitor = {}): Promise<ReadBackup> {
  const source = new Source(file, key);
  const reading = new Reading(visitor);
  const extract = extractTar();
  const feeding = source.feed(extract);
  try {
    for await (const entry of extract) await reading.take(entry);
    await feeding;
  } catch (error) {
    extract.destroy(null);
    await feeding;
    throw source.explain(error, reading.current);
  }
  if (source.damage !== undefined) throw source.explain(source.damage, reading.current);
  return reading.finish(file);
}

/** The plain archive inside the file. What is wrong with the file ends it, so that all before is still looked at. */
class Source {
  readonly file: string;
  private readonly key: Key;
  damage: unknown;

  constructor(file: string, key: Key) {
    this.file = file;
    this.key = key;
  }

  async feed(to: Extract): Promise<void> {
    // A content that ends early is not this stage's to judge: the mark of its end is in the file around it.
    const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1_048_576 });
    const feeding = pipeline(Readable.from(this.plain()), gunzip).catch(() => {});
    try {
      for await (const bytes of gunzip) {
        if (to.destroyed) break;
        if (!to.write(bytes)) await drained(to);
      }
      to.end(null);
    } catch (error) {
      this.damage ??= error;
      to.destroy(null);
    }
    await feeding;
  }

  private async *plain(): AsyncGenerator<Buffer, void, undefined> {
    try {
      yield* unseal(this.file, this.key);
    } catch (error) {
      this.damage = error;
    }
  }

  explain(error: unknown, entry: string | null): unknown {
    const cause = this.damage ?? error;
    if (cause instanceof DamageError) return damaged(this.file, cause, entry);
    if (cause instanceof WrongKeyError) return notOpened(this.file, cause);
    const isOfArchive =
      /^(Z_|ERR_)/.test(errorCode(cause) ?? '') || /tar|end of data/i.test(errorText(cause));
    return isOfArchive ? unreadable(this.file, entry, cause) : cause;
  }
}

function drained(stream: Extract): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stream.off('drain', go);
      stream.off('close', go);
      resolve();
    };
    stream.on('drain', go);
    stream.on('close', go);
  });
}

/** What has been read so far. */
class Reading {
  private readonly visitor: Visitor;
  private readonly tally = new Tally();
  private start: Start | undefined;
  private manifest: Manifest | undefined;
  current: string | null = null;

  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  async take(entry: Entry): Promise<void> {
    const path = entry.header.name;
    this.current = path;
    if (this.start === undefined) this.start = await this.begin(path, entry);
    else if (path === MANIFEST) this.manifest = parseManifest((await whole(entry)).toString('utf8'));
    else await this.pass(path, entry);
  }

  finish(file: string): ReadBackup {
    if (this.start === undefined || this.manifest === undefined) throw missing(file, MANIFEST);
    const fault = this.tally.firstDifference(this.manifest);
    if (fault !== undefined) throw listedOtherwise(file, fault);
    return { start: this.start, manifest: this.manifest };
  }

  private async begin(path: string, entry: Entry): Promise<Start> {
    const text = (await whole(entry)).toString('utf8');
    const format = path === START ? formatOf(text) : undefined;
    if (format !== undefined && format > FORMAT) throw newerFormat(format);
    const start = parseStart(text);
    if (start === undefined || path !== START) throw missing('', START);
    await this.visitor.start?.(start);
    return start;
  }

  private async pass(path: string, entry: Entry): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    const content = async function* (): AsyncGenerator<Buffer, void, undefined> {
      for await (const chunk of buffers(entry)) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const passing = content();
    await this.visitor.entry?.(path, passing);
    for await (const _rest of passing);
    this.tally.add({ path, bytes, sha256: hash.digest('hex') });
  }
}

/** The types of the archive library say nothing about what comes out of it. */
async function* buffers(content: AsyncIterable<unknown>): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of content) {
    if (!Buffer.isBuffer(chunk)) throw new Error('the archive gave something else than bytes');
    yield chunk;
  }
}

async function whole(content: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of buffers(content)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
