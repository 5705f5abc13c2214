import { availableParallelism } from 'node:os';
import { audit } from './audit.mjs';
import { captureNode, tools } from './child.mjs';
import { add, failure, nothing, tally } from './sums.mjs';
import { runTests } from './vitest.mjs';

const node =
  (...args) =>
  () =>
    captureNode(args);

/**
 * One checker: several check shared types once each, which costs two cores more than it gives them. What has not
 * changed since the last run is not checked again.
 */
const types = (project) => {
  const kept = ['--incremental', '--tsBuildInfoFile', `.rakor/types/${project}.tsbuildinfo`];
  return node(tools.tsc, '--pretty', 'false', '--checkers', '1', ...kept, '-p', `${project}.json`);
};

// The longest first, so that the last one does not run alone.
const STEPS = [
  ['unit tests: screens', () => runTests('screens')],
  ['types: server', types('tsconfig')],
  ['unit tests: rules', () => runTests('rules')],
  ['directions', node('tools/cruise.mjs')],
  ['types: web tests', types('tsconfig.web-tests')],
  ['types: screens', types('tsconfig.web')],
  ['format and lint', node(tools.biome, 'check', '--colors=off', '.')],
  ['unused files', node(tools.knip, '--no-progress', '--no-config-hints')],
  ['types: engines', types('tsconfig.engines')],
  ['lock is whole', node('tools/complete-lock.mjs', '--check')],
  ['dependencies', audit],
];

/** `npm run check`: everything that needs neither a database nor a browser. Words choose steps by name. */
export async function main(args) {
  const { failed } = await check(args);
  return failed > 0 ? 1 : 0;
}

/** Runs the steps side by side; resolves to their sums, where a step without tests counts as one. */
export async function check(words = []) {
  const waiting = STEPS.filter(([name]) => words.length === 0 || words.some((word) => name.includes(word)));
  const sums = nothing();
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      add(sums, await runStep(...step));
    }
  };
  // More than four at once would only fight over memory.
  await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, work));
  return sums;
}

async function runStep(name, run) {
  const started = Date.now();
  const result = await run();
  return showStep(name, started, result);
}

/** One line for a step, and all that it printed when it failed; gives back its counts. */
export function showStep(name, started, { code, output, note, ...counts }) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  const isTests = counts.passed !== undefined;
  const detail = isTests ? ` (${tally(counts)})` : note ? ` (${note})` : '';
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(20)} ${seconds} s${detail}`);
  if (code !== 0) console.log(output.trimEnd());
  else for (const line of toldBy(output)) console.log(`         ${line}`);
  if (isTests) return counts;
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  return { passed: 0, failed: 1, skipped: 0, broken: [failure(name, output)] };
}

/** What tests want to be read even when all is well: how often they killed, asked, compared, and what they left running. */
function toldBy(output) {
  return output.split('\n').filter((line) => /^(chaos|fuzz|left): /.test(line));
}
