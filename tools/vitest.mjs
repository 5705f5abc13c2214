import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { captureNode, root, tools } from './child.mjs';
import { globFiles } from './files.mjs';
import { failure } from './sums.mjs';

const isTest = (path) => /\.test\.tsx?$/.test(path);
const isBrowser = (path) => path.endsWith('.e2e.test.ts') || /^scenarios\/(.+\/)?browser/.test(path);
const isStory = (path) =>
  !isBrowser(path) &&
  (/(^|[/.])story\.test\.ts$/.test(path) ||
    /^(platform\/server|apps|scenarios)\//.test(path) ||
    opensDatabase(path));
const isUnit = (path) => isTest(path) && !isBrowser(path) && !isStory(path);
const isScreen = (path) => /^(platform\/web|tools)\/|\/(opsroom|field|portal)\//.test(path);

/** Every test file belongs to exactly one group, by its place, its name and whether it opens a database. */
export const groups = {
  rules: (path) => isUnit(path) && !isScreen(path),
  screens: (path) => isUnit(path) && isScreen(path),
  stories: (path) => isTest(path) && isStory(path),
  e2e: (path) => isTest(path) && isBrowser(path),
};

function opensDatabase(path) {
  return /from '[^']*(\/testing\/house|\/database\/test-database)\.ts'/.test(
    readFileSync(join(root, path), 'utf8'),
  );
}

/** Runs the tests of a group whose paths contain one of the words; resolves to {code, output, passed, failed, skipped}. */
export async function runTests(group, words = [], env = {}) {
  const files = globFiles(groups[group]).filter(
    (path) => words.length === 0 || words.some((word) => path.includes(word)),
  );
  if (files.length === 0)
    return { code: 0, output: `No test files in ${group}.`, passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'rakor-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const told = { RAKOR_TEST_GROUP: group, ...env };
  const { code, output } = await captureNode([tools.vitest, 'run', ...reporters, ...files], { env: told });
  const { files: ran, ...counted } = readReport(report);
  rmSync(folder, { recursive: true, force: true });
  if (ran < files.length) {
    const lost = `\nOnly ${ran} of ${files.length} test files ran: look at "exclude" in vitest.config.ts.`;
    return {
      ...counted,
      code: code || 1,
      output: output + lost,
      broken: [...counted.broken, failure(group, lost), failure('the end of its log', endOf(output))],
      failed: counted.failed + files.length - ran,
    };
  }
  // An error outside of any test fails the run as well.
  if (code === 0 || counted.failed > 0) return { code, output, ...counted };
  return {
    code,
    output,
    ...counted,
    failed: 1,
    broken: [failure(`${group}, outside of a test`, endOf(output))],
  };
}

const endOf = (output) => output.trimEnd().split('\n').slice(-12).join('\n');

function readReport(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that breaks while it is loaded holds no tests, and is a failure all the same.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      files: testResults.length,
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests + numTodoTests,
      broken: testResults.flatMap(failuresOf),
    };
  } catch {
    return { files: 0, passed: 0, failed: 0, skipped: 0, broken: [] };
  }
}

function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [failure(file, message)];
  return failed.map((test) => failure(`${file} > ${test.fullName}`, test.failureMessages.join('\n')));
}

/** How many tests a group holds, without running them; resolves to {code, output, passed, failed, skipped}. */
export async function collectTests(group) {
  const files = globFiles(groups[group]);
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return { code: 0, output: '', ...none };
  const { code, output, stdout } = await captureNode([tools.vitest, 'list', ...files, '--json']);
  if (code !== 0) return { code, output, ...none, failed: 1 };
  return { code, output, ...none, skipped: JSON.parse(stdout).length };
}
