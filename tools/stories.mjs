import { buildStale } from './build.mjs';
import { showStep } from './check.mjs';
import { runTests } from './vitest.mjs';

/** `npm run stories [-- words]`: the rooms over HTTP on a real database. Words choose files by path. */
export async function main(args) {
  const built = await buildStale();
  if (built !== 0) return built;
  const { passed, failed } = await stories(args);
  return failed > 0 || passed === 0 ? 1 : 0;
}

export async function stories(words = []) {
  const started = Date.now();
  return showStep('stories', started, await runTests('stories', words));
}
