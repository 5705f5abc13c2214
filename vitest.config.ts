import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['platform/server/database/vitest-cluster.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
