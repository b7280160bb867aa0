/**
 * The closing line of a test run, summed over every suite. Each suite leaves a small file in its `.test-results`
 * folder; turbo restores those of cached suites, so the sum is that of the whole tree each time.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
 *   failures?: { name: string, message: string }[],
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
  for (const task of tasks) rmSync(taskFile(root, task), { force: true });
}

/**
 * Keeps what failed besides tests (a type error, a crash) like a suite of its own, so that a later look at the results
 * finds it too.
 *
 * @param {string} root
 * @param {string} task
 * @param {{ failed: readonly string[], logOf: (taskId: string) => string }} run
 * @param {readonly SuiteResult[]} results
 * @returns {SuiteResult[]} the results with that suite, when it has anything to tell
 */
export function withFailedTasks(root, task, run, results) {
  const hasFailedTest = new Set(results.filter((result) => result.failed > 0).map((result) => `${result.suite}#${result.task}`));
  const names = run.failed.filter((taskId) => !hasFailedTest.has(taskId));
  if (names.length === 0) return [...results];
  const failures = names.map((name) => ({ name, message: run.logOf(name).trimEnd().split('\n').slice(-SHOWN_LOG_LINES).join('\n') }));
  const suite = { suite: 'tasks', task, passed: 0, failed: names.length, skipped: 0, skippedTests: [], failures };
  mkdirSync(join(root, '.test-results'), { recursive: true });
  writeFileSync(taskFile(root, task), JSON.stringify(suite));
  return [...results, suite];
}

const SHOWN_LOG_LINES = 15;

/** @param {string} root @param {string} task */
function taskFile(root, task) {
  return join(root, '.test-results', `${task.replaceAll(':', '-')}-tasks.json`);
}

/**
 * @param {string} root
 * @param {readonly string[]} tasks
 * @returns {SuiteResult[]}
 */
export function readResults(root, tasks) {
  const files = [...resultFiles(root, tasks), ...tasks.map((task) => taskFile(root, task)).filter((file) => existsSync(file))];
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Prints what failed, what was skipped, and the closing line; answers with the exit code.
 *
 * @param {{
 *   run: { notRun: readonly string[], total: number, cached: number },
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
  const failed = sum('failed');
  const skipped = sum('skipped');
  const skipsForbidden = skipped > 0 && (isSet(environment.CI) || isSet(environment.AO_FORBID_SKIPS));

  if (skipped > 0) {
    print(`\nSKIPPED${skipsForbidden ? ', which is not allowed here' : ''}:`);
    for (const result of results) for (const test of result.skippedTests) print(`  ${result.suite}  ${test}`);
  }
  for (const line of failureDigest(results)) print(line);
  if (run.notRun.length > 0) print(`Not run, because of those: ${run.notRun.join(', ')}`);
  print(`\n${run.total} tasks (${run.cached} cached), ${results.length} suites, ${(elapsedMs / 1000).toFixed(1)} s`);
  print(`${sum('passed')} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 || skipsForbidden ? 1 : 0;
}

/**
 * What failed and the beginning of why, suite by suite. It stands at the end of a run, after output that may be thousands of
 * lines long.
 *
 * @param {readonly SuiteResult[]} results
 * @returns {string[]}
 */
export function failureDigest(results) {
  const lines = results.flatMap((result) =>
    (result.failures ?? []).flatMap(({ name, message }) => [
      `  ${result.suite}  ${name}`,
      ...message.split('\n').map((line) => `      ${line}`),
    ]),
  );
  return lines.length === 0 ? [] : ['', 'FAILED:', ...lines];
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
