/**
 * Runs turbo and tells how far it is: what is cached is known before it starts, output is kept per task, and only the
 * output of what failed is shown.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { runCaptured } from './run-program.mjs';

/** @typedef {{ failed: string[], notRun: string[], total: number, cached: number, logOf: (taskId: string) => string }} TurboRun */
/** @typedef {{ taskId: string, cache: { status: string }, execution?: { exitCode: number | null }, command: string, logFile?: string }} TaskSummary */

/** Longest log of one failed task that is shown; the end of a log is where the reason stands. */
const SHOWN_LINES = 400;

/**
 * @param {{
 *   steps: import('./steps.mjs').Steps,
 *   workspace: import('./workspace.mjs').Workspace,
 *   label: string,
 *   tasks: readonly string[],
 *   argv?: readonly string[],
 * }} options
 * @returns {Promise<TurboRun>}
 */
export async function runTurbo({ steps, workspace, label, tasks, argv = [] }) {
  const run = await steps.run(label, async (step) => {
    const planned = await plan(workspace, tasks, argv);
    const toRun = planned.filter((task) => task.cache.status !== 'HIT').length;
    const result = await execute({ workspace, tasks, argv, planned }, ({ source, started }) => {
      step.progress(`${started} of ${toRun} started, now ${source}`);
    });
    const failures = result.failed.length === 0 ? '' : `, ${result.failed.length} failed`;
    return { detail: `${result.total} tasks, ${result.cached} cached${failures}`, value: result };
  });
  for (const taskId of run.failed) steps.print(`\n--- ${taskId} failed\n${run.logOf(taskId)}`);
  return run;
}

/**
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {readonly string[]} tasks
 * @param {readonly string[]} argv
 * @returns {Promise<TaskSummary[]>}
 */
async function plan(workspace, tasks, argv) {
  const { exitCode, output } = await runCaptured(workspace.bin('turbo'), ['run', ...tasks, ...argv, '--dry=json'], workspace);
  if (exitCode !== 0) throw new SetupError(`turbo could not plan the run:\n${output}`);
  /** @type {{ tasks: TaskSummary[] }} */
  const parsed = JSON.parse(output.slice(output.indexOf('{')));
  return parsed.tasks.filter(isReal);
}

/**
 * @param {{
 *   workspace: import('./workspace.mjs').Workspace,
 *   tasks: readonly string[],
 *   argv: readonly string[],
 *   planned: readonly TaskSummary[],
 * }} options
 * @param {(event: { source: string, started: number }) => void} onOutput
 * @returns {Promise<TurboRun>}
 */
async function execute({ workspace, tasks, argv, planned }, onOutput) {
  const summaries = join(workspace.root, '.turbo', 'runs');
  rmSync(summaries, { recursive: true, force: true });
  let started = 0;
  const flags = ['--json', '--summarize', '--continue=dependencies-successful', `--concurrency=${availableParallelism()}`];
  const { exitCode, output } = await runCaptured(workspace.bin('turbo'), ['run', ...tasks, ...flags, ...argv], {
    ...workspace,
    onLine: (line) => {
      const event = readEvent(line);
      if (event === undefined || event.source === 'turbo') return;
      if (/^cache (miss|bypass)/.test(event.text)) started += 1;
      onOutput({ source: event.source, started });
    },
  });
  const summaryFile = readSummaryName(summaries);
  if (summaryFile === undefined) throw new SetupError(`turbo did not run:\n${output}`);
  /** @type {{ tasks: TaskSummary[] }} */
  const summary = JSON.parse(readFileSync(join(summaries, summaryFile), 'utf8'));
  const real = summary.tasks.filter(isReal);
  const failed = real.filter((task) => task.execution !== undefined && task.execution.exitCode !== 0).map((task) => task.taskId);
  if (exitCode !== 0 && failed.length === 0) throw new SetupError(`turbo ended with exit code ${exitCode}:\n${output}`);
  const logFiles = new Map(real.map((task) => [task.taskId, task.logFile ?? '']));
  return {
    failed,
    notRun: planned.map((task) => task.taskId).filter((taskId) => !real.some((task) => task.taskId === taskId)),
    total: real.length,
    cached: real.filter((task) => task.cache.status === 'HIT').length,
    logOf: (taskId) => readLog(workspace.root, logFiles.get(taskId)),
  };
}

/** The end of what a task printed, from the log that turbo keeps of it. @param {string} root @param {string} [logFile] */
function readLog(root, logFile = '') {
  try {
    const lines = readFileSync(join(root, logFile), 'utf8').trimEnd().split('\n');
    const hidden = lines.length > SHOWN_LINES ? `(${lines.length - SHOWN_LINES} lines before, in ${logFile})\n` : '';
    return hidden + lines.slice(-SHOWN_LINES).join('\n');
  } catch {
    return '(it left no log)';
  }
}

/** Nodes that only order others have no command. @param {TaskSummary} task */
function isReal(task) {
  return task.command !== '<NONEXISTENT>';
}

/** @param {string} folder */
function readSummaryName(folder) {
  try {
    return readdirSync(folder).find((name) => name.endsWith('.json'));
  } catch {
    return undefined;
  }
}

/** @param {string} line @returns {{ source: string, text: string } | undefined} */
function readEvent(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Not one of turbo's own lines.
  }
}
