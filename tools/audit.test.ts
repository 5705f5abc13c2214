import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { examine } from './audit.mjs';

const read = (file: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8'));
const known = { packages: [{ name: 'bad', versions: ['1.0.1'], since: '2025-09-08', source: 'test' }] };
const fine = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const lockOf = (path: string, entry: object) => ({ packages: { '': {}, [`node_modules/${path}`]: entry } });
const wrongOf = (path: string, entry: object, manifest: object = {}) =>
  examine(lockOf(path, entry), manifest, known).wrong;

describe('the dependencies', () => {
  it('of this repository are pinned, hashed, allowed by licence, without scripts of their own and not known to be bad', () => {
    const { wrong } = examine(read('package-lock.json'), read('package.json'), read('tools/known-bad.json'));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['that carries no hash', 'part', { ...fine, integrity: undefined }, /no hash/],
    ['under a licence that nobody allowed', 'part', { ...fine, license: 'GPL-3.0' }, /licence GPL-3.0/],
    ['that names no licence', 'part', { ...fine, license: undefined }, /not stated/],
    ['of which a part is copyleft', 'part', { ...fine, license: 'MIT AND AGPL-3.0' }, /AGPL/],
    ['that runs a script nobody spoke of', '@x/part', { ...fine, hasInstallScript: true }, /runs a script/],
    ['from elsewhere', 'part', { ...fine, resolved: 'git+ssh://git@example.org/x.git' }, /comes from git/],
    ['of a version that steals', 'a/node_modules/bad', { ...fine, version: '1.0.1' }, /known to be bad/],
  ])('are refused: one %s', (_what, path, entry, said) => {
    expect(wrongOf(path, entry)).toEqual([expect.stringMatching(said)]);
  });

  it('are refused unless each is one version', () => {
    expect(wrongOf('part', fine, { dependencies: { part: '^1.0.0' } })).toHaveLength(1);
    expect(wrongOf('part', fine, { dependencies: { part: '1.0.0' } })).toEqual([]);
  });
});
