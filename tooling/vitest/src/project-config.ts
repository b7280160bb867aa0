import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { createResultsReporter } from './results-reporter.ts';

/** What a package may change about the shared test settings. */
export type ProjectConfigOptions = {
  /** Longest time one test may take, in milliseconds. Raise it for tests that start real programs. */
  readonly testTimeoutMs?: number;
  /** Which files hold tests. Default: every `*.test.ts` in `src` and `test`, except `*.agent.test.ts` and `*.zellij.test.ts`: those need real agents, or zellij. */
  readonly include?: readonly string[];
  /** Name of the package script these tests belong to; their count is kept under it. Default: `test`. */
  readonly task?: string;
  /** Test files run at the same time. Default: as many as vitest thinks good. */
  readonly maxWorkers?: number;
};

/** After this time a test hangs. Generous, because a busy machine is slow and a slow test is not wrong. */
const HANG_MS = 30_000;

/** Sources first: nothing has to be built before a test runs. */
const SOURCE_CONDITIONS = ['@ao/source', 'node', 'import', 'module', 'default'];

/**
 * Test settings of one package, for its `vitest.config.ts`. Workspace packages are read from their sources through the
 * `@ao/source` export condition. To be called in the folder of the package.
 */
export function projectConfig(options: ProjectConfigOptions = {}): ViteUserConfig {
  const directory = process.cwd();
  const manifest: unknown = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return defineConfig({
    resolve: { conditions: SOURCE_CONDITIONS },
    ssr: { resolve: { conditions: SOURCE_CONDITIONS, externalConditions: SOURCE_CONDITIONS } },
    test: {
      include: [...(options.include ?? ['src/**/*.test.ts', 'test/**/*.test.ts'])],
      exclude: [...configDefaults.exclude, ...(options.include === undefined ? ['**/*.agent.test.ts', '**/*.zellij.test.ts'] : [])],
      passWithNoTests: true,
      restoreMocks: true,
      unstubEnvs: true,
      unstubGlobals: true,
      testTimeout: options.testTimeoutMs ?? HANG_MS,
      hookTimeout: HANG_MS,
      ...(options.maxWorkers === undefined ? {} : { maxWorkers: options.maxWorkers }),
      reporters: [
        'default',
        createResultsReporter({
          suite: nameOf(manifest),
          task: options.task ?? 'test',
          directory,
          environment: process.env,
          warn: (text) => process.stderr.write(text),
          fail: () => {
            process.exitCode = 1;
          },
        }),
      ],
    },
  });
}

function nameOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'name' in manifest) return String(manifest.name);
  throw new Error('The package.json beside vitest.config.ts has no name.');
}
