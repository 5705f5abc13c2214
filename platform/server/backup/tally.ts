import { createHash } from 'node:crypto';
import { FILES } from './kept-files.ts';
import type { Kept, Manifest } from './manifest.ts';

/** What was found in a backup, held against what its end says. */
export class Tally {
  private readonly found = new Map<string, Kept>();
  private readonly files = { count: 0, bytes: 0, list: createHash('sha256') };
  private readonly otherwise: string[] = [];

  add(entry: Kept): void {
    if (!entry.path.startsWith(`${FILES}/`)) {
      this.found.set(entry.path, entry);
      return;
    }
    const path = entry.path.slice(FILES.length + 1);
    this.files.count += 1;
    this.files.bytes += entry.bytes;
    this.files.list.update(`${path}\n`);
    if (entry.sha256 !== path.replace('/', '')) this.otherwise.push(path);
  }

  /** The first entry that is not as it was written, undefined when all are. */
  firstDifference({ tables, directory, files, rotten }: Manifest): string | undefined {
    const listed = [...tables.flatMap((table) => table.parts), ...directory];
    const wrong = listed.find((part) => !isSame(part, this.found.get(part.path)));
    if (wrong !== undefined) return wrong.path;
    const paths = new Set(listed.map((part) => part.path));
    const extra = [...this.found.keys()].find((path) => !paths.has(path));
    if (extra !== undefined) return extra;
    const spoilt = this.otherwise.find((path) => !rotten.includes(path));
    if (spoilt !== undefined) return `${FILES}/${spoilt}`;
    const { count, bytes, list } = this.files;
    const isWhole = count === files.count && bytes === files.bytes && list.digest('hex') === files.list;
    return isWhole ? undefined : FILES;
  }
}

function isSame(listed: Kept, found: Kept | undefined): boolean {
  return found !== undefined && found.bytes === listed.bytes && found.sha256 === listed.sha256;
}
