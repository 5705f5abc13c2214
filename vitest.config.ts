import { defineConfig } from 'vitest/config';

// Set by tools/vitest.mjs, which knows which test files need what. Without it every file gets everything.
const group = process.env.RAKOR_TEST_GROUP;
const withoutDatabase = group === 'rules' || group === 'screens';

export default defineConfig({
  test: {
    pool: 'forks',
    // Rules and engines keep nothing between calls: sharing one process saves loading everything for each file.
    isolate: group !== 'rules',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: withoutDatabase ? [] : ['platform/server/database/vitest-cluster.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
