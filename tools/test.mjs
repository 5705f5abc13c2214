import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { check, showStep } from './check.mjs';
import { root } from './child.mjs';
import { e2e } from './e2e.mjs';
import { compareCatalogue } from './snapshot.mjs';
import { stories } from './stories.mjs';
import { add, failure, nothing, printRecap, tally } from './sums.mjs';

const PARTS = {
  check: () => check(),
  unit: () => check(['unit tests']),
  catalogue,
  stories: () => stories(),
  e2e: () => e2e(),
};

const NEEDS_NO_BUILD = new Set(['check', 'unit']);

/** `npm test [-- parts]`: everything, or the named parts. The last line is the sum, after what failed. */
export async function main(args) {
  const chosen = args.length > 0 ? args : ['check', 'catalogue', 'stories', 'e2e'];
  const unknown = chosen.find((part) => !PARTS[part]);
  if (unknown) {
    console.error(`Unknown part "${unknown}". There are: ${Object.keys(PARTS).join(', ')}.`);
    return 1;
  }
  const sums = nothing();
  const needsBuild = chosen.some((part) => !NEEDS_NO_BUILD.has(part));
  const built = needsBuild ? await buildStale() : 0;
  if (built !== 0) {
    add(sums, { passed: 0, failed: 1, skipped: 0, broken: [failure('build', 'see above')] });
  }
  // What needs the build cannot say anything about a house that does not build.
  for (const part of chosen.filter((name) => built === 0 || NEEDS_NO_BUILD.has(name)))
    add(sums, await PARTS[part]());
  printRecap(sums.broken);
  console.log(tally(sums));
  return sums.failed > 0 || sums.passed === 0 ? 1 : 0;
}

async function catalogue() {
  if (!existsSync(join(root, 'docs/catalogue.json'))) return { passed: 0, failed: 0, skipped: 0 };
  const started = Date.now();
  return showStep('catalogue', started, await compareCatalogue());
}
