/** What a run found so far: counts, and of each failure its name with the first lines of why. */
export const nothing = () => ({ passed: 0, failed: 0, skipped: 0, broken: [] });

export function add(sums, { passed, failed, skipped, broken = [] }) {
  sums.passed += passed;
  sums.failed += failed;
  sums.skipped += skipped;
  sums.broken.push(...broken);
}

export function tally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const LINES = 12;
const LETTERS = 200;

/** One failure as it stands in the recap. */
export function failure(name, why) {
  const lines = why
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('/node_modules/'))
    .slice(0, LINES)
    .map((line) => `    ${line.slice(0, LETTERS)}`);
  return [`- ${name}`, ...lines].join('\n');
}

/** Where a log is cut, its end is what is kept: so all failures stand there once more. `.ci/run` knows the first line. */
export function printRecap(broken) {
  if (broken.length > 0) console.log(['Failed, once more:', ...broken].join('\n'));
}
