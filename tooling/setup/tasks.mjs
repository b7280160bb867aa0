/**
 * What each `npm run` script does. Every task first makes sure that the dependencies are installed, which costs
 * milliseconds when they are, so that each of them works from a bare clone.
 */
import { clearResults, closingLine, failureDigest, printSummary, readResults, withFailedTasks } from './test-summary.mjs';
import { SetupError } from './setup-error.mjs';
import { createSteps } from './steps.mjs';
import { findNewest, newestReport, pinNewest, VERSIONS_VARIABLE } from './newest-agents.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { linkCommand } from './command-link.mjs';
import { runInherited } from './run-program.mjs';
import { runTurbo } from './turbo-run.mjs';
import { workspaceRoot } from './workspace.mjs';
import { ensureZellij, ZELLIJ_VARIABLE, zellijForTests } from './zellij-install.mjs';

/** @typedef {{ steps: import('./steps.mjs').Steps, workspace: import('./workspace.mjs').Workspace, argv: string[] }} TaskContext */

/** Tasks that leave a count of tests behind. */
const COUNTED_TASKS = ['test', 'check:package'];

/** Everything `npm test` asks of the tree besides the tests themselves, in the order in which it is reported. */
const GATES = ['//#gate:format', '//#gate:lint', '//#gate:boundaries', '//#gate:unused', 'typecheck', 'build', 'check:package'];

/** @type {Record<string, (context: TaskContext) => Promise<number>>} */
const tasks = {
  setup: async ({ steps, workspace }) => {
    await build(steps, workspace);
    steps.done(`Ready, with Node ${workspace.nodeVersion}. Next: npm test, npm run demo`);
    return 0;
  },
  test: testEverything,
  // For .ci/run, which names the parts that ended red. Whoever reads its log may only see the end, so all that failed stands there.
  'closing-line': async ({ workspace, argv }) => {
    const results = readResults(workspace.root, [...COUNTED_TASKS, 'test:runtimes', 'test:agents']);
    for (const line of failureDigest(results)) console.log(line);
    if (argv.length > 0) console.log(`\nCI FAILED: ${argv.join('; ')}`);
    else console.log('\nCI passed');
    console.log(closingLine(results, argv));
    return argv.length === 0 ? 0 : 1;
  },
  'setup:zellij': async ({ steps, workspace }) => {
    await installZellij(steps, workspace);
    steps.done('Ready. Next: npm run test:runtimes');
    return 0;
  },
  'test:runtimes': testRuntimes,
  'test:agents': (context) => runEverywhere(context, 'test:agents'),
  'test:agents:newest': testNewestAgents,
  demo: (context) => runScript(context, 'tooling/e2e', 'demo'),
  bench: (context) => runScript(context, 'tooling/bench', 'bench'),
  faults: (context) => runScript(context, 'tooling/crash-safety', 'faults'),
  build: async ({ steps, workspace }) => {
    await build(steps, workspace);
    steps.done('Built.');
    return 0;
  },
  lint: (context) => runTurboTasks(context, 'lint', ['//#gate:format', '//#gate:lint', '//#gate:boundaries', '//#gate:unused']),
  typecheck: (context) => runTurboTasks(context, 'typecheck', ['typecheck']),
  format: ({ workspace, argv }) =>
    runInherited(workspace.bin('biome'), ['format', '--write', ...(argv.length > 0 ? argv : ['.'])], workspace),
};

/**
 * Runs one task and answers with the exit code of the process.
 *
 * @param {string} name
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function runTask(name, argv) {
  const task = tasks[name];
  if (task === undefined) {
    console.error(`There is no task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`);
    return 2;
  }
  const steps = createSteps({ title: name, stream: process.stdout, environment: process.env });
  try {
    const workspace = await ensureDependencies({ root: workspaceRoot(), steps, environment: process.env });
    linkCommand(workspace.root);
    return await task({ steps, workspace, argv });
  } catch (error) {
    steps.close();
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
}

/**
 * @param {import('./steps.mjs').Steps} steps
 * @param {import('./workspace.mjs').Workspace} workspace
 */
async function build(steps, workspace) {
  const run = await runTurbo({ steps, workspace, label: 'build', tasks: ['build'] });
  if (run.failed.length > 0) throw new SetupError('The build failed; its output stands above.');
}

/** @param {TaskContext} context */
async function testNewestAgents({ steps, workspace, argv }) {
  const versions = await findNewest(workspace);
  const isNewer = versions.some(({ pinned, newest }) => pinned !== newest);
  const chosen = JSON.stringify(Object.fromEntries(versions.map(({ name, newest }) => [name, newest])));
  const newest = { ...workspace, environment: { ...workspace.environment, [VERSIONS_VARIABLE]: chosen } };
  const exitCode = isNewer ? await runEverywhere({ steps, workspace: newest, argv: [] }, 'test:agents') : 0;
  if (argv.includes('--pin') && exitCode === 0) pinNewest(workspace.root, versions);
  for (const line of newestReport(versions, exitCode === 0)) steps.print(line);
  return exitCode;
}

/**
 * Runtimes on programs that are not part of a usual machine. Where skips are forbidden they are installed first; elsewhere tests of what
 * is missing are skipped, and say so.
 *
 * @param {TaskContext} context
 */
async function testRuntimes({ steps, workspace, argv }) {
  const forbidden = Boolean(workspace.environment.CI) || Boolean(workspace.environment.AO_FORBID_SKIPS);
  const zellij = forbidden ? await installZellij(steps, workspace) : await zellijForTests(workspace);
  if (zellij === null) steps.print('\nzellij is missing: tests of the zellij runtime are SKIPPED. Install it: npm run setup:zellij\n');
  const environment = zellij === null ? workspace.environment : { ...workspace.environment, [ZELLIJ_VARIABLE]: zellij };
  return runEverywhere({ steps, workspace: { ...workspace, environment }, argv }, 'test:runtimes');
}

/**
 * @param {import('./steps.mjs').Steps} steps
 * @param {import('./workspace.mjs').Workspace} workspace
 */
async function installZellij(steps, workspace) {
  return steps.run('zellij', async (step) => {
    const { path, built } = await ensureZellij({ ...workspace, onLine: (line) => step.progress(line.trim()) });
    return { detail: built ? `built into ${path}` : '', value: path };
  });
}

/** @param {TaskContext} context */
async function testEverything({ steps, workspace, argv }) {
  clearResults(workspace.root, COUNTED_TASKS);
  const run = await runTurbo({ steps, workspace, label: 'checks and tests', tasks: [...GATES, 'test'], argv });
  const results = withFailedTasks(workspace.root, 'test', run, readResults(workspace.root, COUNTED_TASKS));
  return printSummary({ run, results, environment: workspace.environment, elapsedMs: steps.elapsedMs() });
}

/**
 * @param {TaskContext} context
 * @param {string} label
 * @param {string[]} turboTasks
 */
async function runTurboTasks({ steps, workspace, argv }, label, turboTasks) {
  const run = await runTurbo({ steps, workspace, label, tasks: turboTasks, argv });
  steps.done(run.failed.length === 0 ? 'All well.' : `Failed: ${run.failed.join(', ')}`);
  return run.failed.length === 0 ? 0 : 1;
}

/**
 * Builds, then runs one package script in the foreground, so that it may talk to the person who started it.
 *
 * @param {TaskContext} context
 * @param {string} folder
 * @param {string} script
 */
async function runScript({ steps, workspace, argv }, folder, script) {
  if (workspace.manifest(folder).scripts?.[script] === undefined) {
    throw new SetupError(`${folder}/package.json has no script "${script}", so there is nothing to run.`);
  }
  await build(steps, workspace);
  return await runInFolder(workspace, folder, script, argv);
}

/**
 * Builds, then runs a script of tests in every package that has it, one after the other and in the foreground; ends
 * with the closing line over all of them.
 *
 * @param {TaskContext} context
 * @param {string} script
 */
async function runEverywhere({ steps, workspace, argv }, script) {
  const folders = workspace.folders().filter((folder) => workspace.manifest(folder).scripts?.[script] !== undefined);
  if (folders.length === 0) throw new SetupError(`No package has a script "${script}", so there is nothing to run.`);
  await build(steps, workspace);
  clearResults(workspace.root, [script]);
  const failed = [];
  for (const folder of folders) {
    steps.print(`\n--- ${folder}`);
    if ((await runInFolder(workspace, folder, script, argv)) !== 0) failed.push(`${workspace.manifest(folder).name}#${script}`);
  }
  const run = { failed, logOf: () => 'Its output stands above.', notRun: [], total: folders.length, cached: 0 };
  const results = withFailedTasks(workspace.root, script, run, readResults(workspace.root, [script]));
  return printSummary({ run, results, environment: workspace.environment, elapsedMs: steps.elapsedMs() });
}

/**
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {string} folder
 * @param {string} script
 * @param {readonly string[]} argv
 */
function runInFolder(workspace, folder, script, argv) {
  return runInherited(workspace.packageManager, ['--silent', 'run', script, ...argv], {
    root: `${workspace.root}/${folder}`,
    environment: workspace.environment,
  });
}
