import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What a package may change about the shared test settings. */
export type ProjectConfigOptions = {
  /** Longest time one test may take, in milliseconds. Raise it for tests that start real programs. */
  readonly testTimeoutMs?: number;
};

const sourceConditions = ['@ao/source', 'node', 'import', 'module', 'default'];

/**
 * Test settings of one package. Workspace packages are read from their sources through the `@ao/source` export
 * condition, so nothing has to be built before a test runs.
 */
export function projectConfig(options: ProjectConfigOptions = {}): ViteUserConfig {
  return defineConfig({
    resolve: { conditions: sourceConditions },
    ssr: { resolve: { conditions: sourceConditions, externalConditions: sourceConditions } },
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      passWithNoTests: true,
      restoreMocks: true,
      unstubEnvs: true,
      unstubGlobals: true,
      testTimeout: options.testTimeoutMs ?? 10_000,
      hookTimeout: 20_000,
      reporters: ['default', ['json', { outputFile: '.test-results/results.json' }]],
    },
  });
}
