/**
 * The one door behind the ten npm scripts: `node tools/run.mjs <script> [arguments]`.
 * It runs before anything is installed, so it and what it loads for `start` use Node alone.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Rakor needs Node 20.19 or newer; this is ${process.version}. Get it from https://nodejs.org.`,
  );
  process.exit(1);
}

const scripts = {
  start: './start.mjs',
  dev: './dev.mjs',
  build: './build.mjs',
  test: './test.mjs',
  check: './check.mjs',
  stories: './stories.mjs',
  e2e: './e2e.mjs',
  bench: './bench.mjs',
  snapshot: './snapshot.mjs',
  new: './new-capability.mjs',
};

const [name = '', ...args] = process.argv.slice(2);
const file = scripts[name];
if (!file) {
  console.error(`Unknown script "${name}". There are: ${Object.keys(scripts).join(', ')}.`);
  process.exit(1);
}

const { ensureInstalled } = await import('./install.mjs');
const installed = await ensureInstalled({ withDev: name !== 'start' && name !== 'build' });
if (installed !== 0) process.exit(installed);
const { main } = await import(file);
process.exitCode = await main(args);
