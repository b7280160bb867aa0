import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** What one suite leaves in its `.test-results` folder for the closing line of the whole run. */
export type SuiteResult = {
  /** Name of the package that was tested. */
  readonly suite: string;
  /** The task that ran it, such as `test`. */
  readonly task: string;
  readonly passed: number;
  /** Failed tests, plus one for each file that could not be loaded and each error outside a test. */
  readonly failed: number;
  readonly skipped: number;
  /** Full names of skipped tests, so that a skip is never silent. */
  readonly skippedTests: readonly string[];
};

/** What the reporter needs to know about the suite, and the world it writes to. */
export type ResultsReporterOptions = {
  readonly suite: string;
  readonly task: string;
  /** Folder of the package; results go to `.test-results` in it. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly warn: (text: string) => void;
  /** Called when the run must end red although no test failed. */
  readonly fail: () => void;
};

/**
 * Counts a suite's tests into a file, and makes skipped tests loud: each is named, and where skipping is forbidden
 * (`CI` or `AO_FORBID_SKIPS` set) the run ends red. A skipped test proves nothing, and nobody reads yellow lines.
 */
export function createResultsReporter(options: ResultsReporterOptions): Reporter {
  return {
    onTestRunEnd(testModules, unhandledErrors) {
      const result = summarize(testModules, unhandledErrors.length, options);
      const folder = join(options.directory, '.test-results');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${options.task.replaceAll(':', '-')}.json`), `${JSON.stringify(result, null, 2)}\n`);
      if (result.skipped === 0) return;
      const forbidden = isSet(options.environment['CI']) || isSet(options.environment['AO_FORBID_SKIPS']);
      options.warn(`\n${result.skipped} SKIPPED in ${options.suite}${forbidden ? ', which is not allowed here' : ''}:\n`);
      for (const name of result.skippedTests) options.warn(`  ${name}\n`);
      if (forbidden) options.fail();
    },
  };
}

function summarize(modules: readonly TestModule[], errors: number, options: ResultsReporterOptions): SuiteResult {
  let passed = 0;
  let failed = errors;
  const skippedTests: string[] = [];
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'failed') failedHere += 1;
      else skippedTests.push(`${module.relativeModuleId} > ${test.fullName}`);
    }
    failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere;
  }
  return { suite: options.suite, task: options.task, passed, failed, skipped: skippedTests.length, skippedTests };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
