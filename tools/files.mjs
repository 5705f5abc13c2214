import { readdirSync } from 'node:fs';
import { root } from './child.mjs';

const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.rakor',
  'rakor-data',
  'coverage',
  'test-artifacts',
]);

/** Every file of the repository that passes the test, as sorted paths from its root with forward slashes. */
export function globFiles(accepts, base = root) {
  return walk(base, '').filter(accepts).sort();
}

function walk(base, folder) {
  return readdirSync(`${base}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(base, path);
    return entry.isFile() ? [path] : [];
  });
}
