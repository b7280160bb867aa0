/**
 * The closing line of a test run, summed over every suite. Each suite leaves a small file in its `.test-results`
 * folder; turbo restores those of cached suites, so the sum is that of the whole tree each time.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolders } from './workspace.mjs';

/**
 * @typedef {{
 *   suite: string,
 *   task: string,
 *   passed: number,
 *   failed: number,
 *   skipped: number,
 *   skippedTests: string[],
 * }} SuiteResult
 */

/**
 * Forgets earlier results of these tasks, so that a suite that does not run cannot be counted.
 *
 * @param {string} root
 * @param {readonly string[]} tasks
 */
export function clearResults(root, tasks) {
  for (const file of resultFiles(root, tasks)) rmSync(file);
}

/**
 * @param {string} root
 * @param {readonly string[]} tasks
 * @returns {SuiteResult[]}
 */
export function readResults(root, tasks) {
  return resultFiles(root, tasks).map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Prints what was skipped, what failed besides tests, and the closing line; answers with the exit code.
 * A task that failed without a failed test to show for it (a type error, a crash) counts as one failure, so that the
 * line never says "0 failed" under a red run.
 *
 * @param {{
 *   run: { failed: readonly string[], notRun: readonly string[], total: number, cached: number },
 *   results: readonly SuiteResult[],
 *   environment: NodeJS.ProcessEnv,
 *   elapsedMs: number,
 *   print?: (line: string) => void,
 * }} options
 * @returns {number}
 */
export function printSummary({ run, results, environment, elapsedMs, print = console.log }) {
  /** @param {'passed' | 'failed' | 'skipped'} field */
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  const hasFailedTest = new Set(results.filter((result) => result.failed > 0).map((result) => `${result.suite}#${result.task}`));
  const failed = sum('failed') + run.failed.filter((task) => !hasFailedTest.has(task)).length;
  const skipped = sum('skipped');
  const skipsForbidden = skipped > 0 && (isSet(environment.CI) || isSet(environment.AO_FORBID_SKIPS));

  if (skipped > 0) {
    print(`\nSKIPPED${skipsForbidden ? ', which is not allowed here' : ''}:`);
    for (const result of results) for (const test of result.skippedTests) print(`  ${result.suite}  ${test}`);
  }
  if (run.failed.length > 0) print(`\nFailed: ${run.failed.join(', ')}`);
  if (run.notRun.length > 0) print(`Not run, because of those: ${run.notRun.join(', ')}`);
  print(`\n${run.total} tasks (${run.cached} cached), ${results.length} suites, ${(elapsedMs / 1000).toFixed(1)} s`);
  print(`${sum('passed')} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 || skipsForbidden ? 1 : 0;
}

/**
 * The closing line over several runs that are done: what their suites left behind, and never fewer failures than runs
 * that ended red.
 *
 * @param {readonly SuiteResult[]} results
 * @param {readonly string[]} failedRuns
 * @returns {string}
 */
export function closingLine(results, failedRuns) {
  /** @param {'passed' | 'failed' | 'skipped'} field */
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  return `${sum('passed')} passed, ${Math.max(sum('failed'), failedRuns.length)} failed, ${sum('skipped')} skipped`;
}

/** @param {string} root @param {readonly string[]} tasks */
function resultFiles(root, tasks) {
  return workspaceFolders(root)
    .flatMap((folder) => tasks.map((task) => join(root, folder, '.test-results', `${task.replaceAll(':', '-')}.json`)))
    .filter((file) => existsSync(file));
}

/** @param {string | undefined} value */
function isSet(value) {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
