import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Set by tools/vitest.mjs, which knows which test files need what. Without it every file gets everything.
const group = process.env.RAKOR_TEST_GROUP;
const withoutDatabase = group === 'rules' || group === 'screens';

/** Whole houses take longest: what begins with them does not end with one of them running alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/scenarios/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    // A story waits for its database as often as for a core, and the database has room for three; a browser wants all.
    ...(group === 'stories' ? { maxWorkers: Math.min(3, Math.max(2, availableParallelism() - 1)) } : {}),
    ...(group === 'e2e' ? { maxWorkers: 1 } : {}),
    sequence: { sequencer: LongestFirst },
    // Rules keep nothing between calls, and what a house keeps belongs to its database: sharing a process saves loading
    // everything for each file, which is half of all that stories cost.
    isolate: group !== 'rules' && group !== 'stories',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: withoutDatabase ? [] : ['platform/server/database/vitest-cluster.ts'],
    // Only ends what hangs: a machine may be as busy as it likes.
    testTimeout: withoutDatabase ? 20_000 : 120_000,
    hookTimeout: withoutDatabase ? 60_000 : 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
