/**
 * Makes sure that the dependencies in `node_modules` are those of the lockfile. A stamp says for which lockfile and
 * manifests they were installed, so that the second time costs milliseconds and needs no network.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { findPackageManager } from './package-manager.mjs';
import { runCaptured } from './run-program.mjs';
import { openWorkspace, workspaceFolders } from './workspace.mjs';

/**
 * @param {{ root: string, steps: import('./steps.mjs').Steps, environment: NodeJS.ProcessEnv }} options
 * @returns {Promise<import('./workspace.mjs').Workspace>}
 */
export async function ensureDependencies({ root, steps, environment }) {
  const stampFile = join(root, 'node_modules', '.ao-setup.json');
  const wanted = fingerprint(root);
  const stamp = readStamp(stampFile);
  if (stamp?.fingerprint === wanted && isInstalled(root) && existsSync(stamp.packageManager)) {
    return openWorkspace({ root, packageManager: stamp.packageManager, environment });
  }

  await steps.run('tools', async () => ({ detail: await checkTools(root, environment), value: undefined }));
  const packageManager = await steps.run('package manager', async (step) => {
    step.progress('looking for pnpm, fetching it with npm when it is not there');
    const found = await findPackageManager({ root, environment });
    return { detail: `pnpm ${found.version} ${found.source === 'path' ? 'from the PATH' : 'through npm'}`, value: found.file };
  });
  await steps.run('dependencies', async (step) => ({
    detail: await install({ root, environment, packageManager, step }),
    value: undefined,
  }));
  writeFileSync(stampFile, JSON.stringify({ fingerprint: wanted, packageManager }));
  return openWorkspace({ root, packageManager, environment });
}

/**
 * Changes whenever an installation could come out differently: lockfile, workspace settings, manifests, platform.
 *
 * @param {string} root
 * @returns {string}
 */
export function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...workspaceManifests(root)]) {
    hash.update(`${file}\n`).update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '');
  }
  return hash.digest('hex');
}

/** @param {string} root */
function workspaceManifests(root) {
  return workspaceFolders(root).map((folder) => join(folder, 'package.json'));
}

/** Whether what pnpm makes last, and each package that has dependencies, is still there. @param {string} root */
function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules', '.bin', 'turbo'))) return false;
  return workspaceManifests(root).every((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
    const needsAny = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0;
    return !needsAny || existsSync(join(root, file, '..', 'node_modules'));
  });
}

/** @param {string} file @returns {{ fingerprint: string, packageManager: string } | undefined} */
function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // No stamp, or one that a crash cut short: install again.
  }
}

/** @param {string} root @param {NodeJS.ProcessEnv} environment */
async function checkTools(root, environment) {
  const git = await runCaptured('git', ['--version'], { root, environment });
  if (git.exitCode !== 0) {
    throw new SetupError('git was not found. ao works on git worktrees, and so do its tests: install git, then run the command again.');
  }
  return `${git.output.trim().replace('git version', 'git')}, Node ${process.versions.node}`;
}

/** @param {{ root: string, environment: NodeJS.ProcessEnv, packageManager: string, step: import('./steps.mjs').Step }} options */
async function install({ root, environment, packageManager, step }) {
  step.progress('reading the lockfile');
  const { exitCode, output } = await runCaptured(packageManager, ['install', '--frozen-lockfile', '--reporter=append-only'], {
    root,
    environment,
    onLine: (line) => step.progress(line.replace(/^Progress: /, '').trim()),
  });
  if (exitCode !== 0) {
    throw new SetupError(`${output}\n\npnpm could not install the dependencies; its words stand above.`);
  }
  const last = output
    .match(/Progress: resolved (\d+), reused (\d+), downloaded (\d+)/g)
    ?.at(-1)
    ?.match(/\d+/g);
  return last === undefined || last === null ? 'already installed' : `${last[0]} packages, ${last[2]} downloaded`;
}
