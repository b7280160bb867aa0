import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

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
  /** What failed, and the beginning of why: shown again at the very end, where whoever reads a long log looks first. */
  readonly failures: readonly TestFailure[];
};

/** One failed test, file, or error outside both. */
export type TestFailure = {
  readonly name: string;
  readonly message: string;
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
      const result = summarize(testModules, unhandledErrors, options);
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

/** A diff may be as long as the objects it compares. */
const MESSAGE_MAX_CHARACTERS = 1_200;
const MOST_FAILURES = 20;
const ESCAPE_SEQUENCES = /\u001b\[[0-9;]*m/g;

function summarize(modules: readonly TestModule[], errors: readonly SerializedError[], options: ResultsReporterOptions): SuiteResult {
  let passed = 0;
  const skippedTests: string[] = [];
  const failures: TestFailure[] = errors.map((error) => ({ name: 'outside of every test', message: messageOf([error]) }));
  for (const module of modules) {
    const before = failures.length;
    for (const test of module.children.allTests()) {
      const { state, errors: reasons } = test.result();
      const name = `${module.relativeModuleId} > ${test.fullName}`;
      if (state === 'passed') passed += 1;
      else if (state === 'failed') failures.push({ name, message: messageOf(reasons) });
      else skippedTests.push(name);
    }
    if (failures.length === before && module.state() === 'failed') {
      failures.push({ name: module.relativeModuleId, message: messageOf(module.errors()) });
    }
  }
  return {
    suite: options.suite,
    task: options.task,
    passed,
    failed: failures.length,
    skipped: skippedTests.length,
    skippedTests,
    failures: failures.slice(0, MOST_FAILURES),
  };
}

function messageOf(errors: readonly SerializedError[] | undefined): string {
  const texts = (errors ?? []).map(({ message, diff }) => (typeof diff === 'string' ? `${message}\n${diff}` : message));
  return texts.join('\n').replaceAll(ESCAPE_SEQUENCES, '').slice(0, MESSAGE_MAX_CHARACTERS);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
