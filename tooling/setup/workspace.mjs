/** Where things are in an installed tree, and the environment in which its programs run. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './setup-error.mjs';
import { runCaptured } from './run-program.mjs';

/** Type stripping without a flag begins here; older ones cannot run the sources. */
const OLDEST_RUNTIME = [22, 18];

/** @typedef {Awaited<ReturnType<typeof openWorkspace>>} Workspace */

/** The root of the tree this file belongs to. */
export function workspaceRoot() {
  return fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
}

/**
 * Opens an installed tree. Its programs run on the Node that the tree pins, which stands first on the PATH; where no
 * such package exists for the platform, on the Node that runs this, when that is new enough.
 *
 * @param {{ root: string, packageManager: string, environment: NodeJS.ProcessEnv }} options
 */
export async function openWorkspace({ root, packageManager, environment }) {
  const bins = join(root, 'node_modules', '.bin');
  const pinned = existsSync(join(bins, 'node'));
  const path = [bins, dirname(packageManager), environment.PATH ?? ''].join(delimiter);
  /** @type {NodeJS.ProcessEnv} */
  const taskEnvironment = {
    ...environment,
    PATH: path,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  };
  const nodeVersion = pinned ? await versionOf(join(bins, 'node'), root, taskEnvironment) : process.versions.node;
  if (!isNewEnough(nodeVersion)) throw new SetupError(nodeAdvice(nodeVersion));
  return {
    root,
    packageManager,
    environment: taskEnvironment,
    nodeVersion,
    /** @param {string} name */
    bin: (name) => join(bins, name),
    /** Every package, as a path from the root. */
    folders: () => workspaceFolders(root),
    /** @param {string} folder @returns {{ name: string, scripts?: Record<string, string> }} */
    manifest: (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  };
}

/** The folders of all packages, as paths from the root, in order. @param {string} root @returns {string[]} */
export function workspaceFolders(root) {
  return ['packages', 'apps', 'tooling', 'docs/guides/examples']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) =>
      readdirSync(join(root, group))
        .toSorted()
        .map((name) => join(group, name)),
    )
    .filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** @param {string} file @param {string} root @param {NodeJS.ProcessEnv} environment */
async function versionOf(file, root, environment) {
  const { exitCode, output } = await runCaptured(file, ['--version'], { root, environment });
  return exitCode === 0 ? output.trim().replace(/^v/, '') : '0.0.0';
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_RUNTIME;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** @param {string} version */
function nodeAdvice(version) {
  return version === '0.0.0'
    ? 'The Node that comes with the dependencies does not start here (it needs glibc 2.28 or newer). Use a system that has it.'
    : `For ${process.platform}-${process.arch} there is no Node among the dependencies, so yours is used: it must be ` +
        `${OLDEST_RUNTIME.join('.')} or newer, and this is ${version}.\nInstall Node 24 (https://nodejs.org, or your package manager) and run the command again.`;
}
