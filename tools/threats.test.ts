import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const paper = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const rows = paper
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, threat = '', defence = '', holder = '']) => ({ threat, defence, holder }));

/** What a row names in backticks that looks like a path. */
const pathsIn = (holder: string) =>
  [...holder.matchAll(/`([\w.*-]+(?:\/[\w.*-]+)+)`/g)].map(([, path]) => path ?? '');

/** Whether a path is a test, or a folder in which one stands. */
function holdsTest(path: string): boolean {
  const full = join(root, path);
  if (!existsSync(full)) return false;
  if (!statSync(full).isDirectory()) return /\.test\.tsx?$/.test(path);
  return readdirSync(full, { recursive: true }).some((file) => /\.test\.tsx?$/.test(String(file)));
}

describe('the threat model', () => {
  it('names for every threat a test that exists, or says that it is not defended yet', () => {
    expect(rows.length).toBeGreaterThan(20);
    const open = rows
      .filter(({ defence }) => !defence.includes('**not yet**'))
      .filter(({ holder }) => pathsIn(holder).length === 0)
      .map(({ threat }) => threat);
    expect(open).toEqual([]);
    const lost = rows.flatMap(({ holder }) => pathsIn(holder)).filter((path) => !holdsTest(path));
    expect(lost).toEqual([]);
  });

  it('quotes tests by the words that stand in them', () => {
    const wrong = rows.flatMap(({ holder }) =>
      [...holder.matchAll(/`([^`]+\.test\.tsx?)` \("([^"…]+)/g)].flatMap(([, path = '', words = '']) =>
        readFileSync(join(root, path), 'utf8').includes(words.trim()) ? [] : [`${path}: ${words}`],
      ),
    );
    expect(wrong).toEqual([]);
  });
});
