import { buildStale } from './build.mjs';
import { showStep } from './check.mjs';
import { provideChromium } from './chromium.mjs';
import { collectTests, runTests } from './vitest.mjs';

/** `npm run e2e [-- words]`: the screens in a browser. Words choose files by path. */
export async function main(args) {
  const built = await buildStale();
  if (built !== 0) return built;
  const { passed, failed } = await e2e(args);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** Without a browser the tests are counted as skipped: a test that did not run never passes. */
export async function e2e(words = []) {
  const chromium = await provideChromium();
  const started = Date.now();
  if (chromium) return showStep('screens', started, await runTests('e2e', words, { CHROMIUM: chromium }));
  console.log(
    'Screens need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM. Skipping them.',
  );
  return showStep('screens', started, await collectTests('e2e'));
}
