/** Finds pnpm: the one on the PATH when it has the right major version, else fetched through npm and kept by it. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { runCaptured } from './run-program.mjs';

/** A corepack shim may try to download something and ask first; it gets this long to say its version. */
const VERSION_TIMEOUT_MS = 10_000;

/**
 * The version named by `packageManager` in the root package.json.
 *
 * @param {string} root
 * @returns {string}
 */
export function wantedVersion(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return packageManager.replace(/^pnpm@/, '').replace(/\+.*$/, '');
}

/**
 * Answers with the path of a pnpm executable.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 * @returns {Promise<{ file: string, source: 'path' | 'npm', version: string }>}
 */
export async function findPackageManager({ root, environment, onLine }) {
  const version = wantedVersion(root);
  const found = await findOnPath(version, environment);
  if (found !== undefined) return { ...found, source: 'path' };

  // Warnings about the person's own npm settings are not about this tree.
  const quiet = { ...environment, npm_config_loglevel: 'error', npm_config_update_notifier: 'false', npm_config_fund: 'false' };
  const { exitCode, output } = await runCaptured('npm', ['exec', '--yes', `--package=pnpm@${version}`, '--call', 'command -v pnpm'], {
    root,
    environment: quiet,
    ...(onLine ? { onLine } : {}),
  });
  const file = output.trim().split('\n').at(-1) ?? '';
  if (exitCode !== 0 || !existsSync(file)) {
    throw new SetupError(
      `Could not fetch pnpm ${version} with npm:\n${output.trim()}\n` +
        'Check the network and the registry (npm config get registry), or install pnpm 12 yourself (https://pnpm.io/installation).',
    );
  }
  return { file, source: 'npm', version };
}

/** @param {string} wanted @param {NodeJS.ProcessEnv} environment */
async function findOnPath(wanted, environment) {
  const options = { root: tmpdir(), environment: { ...environment, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' }, timeoutMs: VERSION_TIMEOUT_MS };
  const { exitCode, output } = await runCaptured('pnpm', ['--version'], options);
  const version = output.trim();
  if (exitCode !== 0 || version.split('.')[0] !== wanted.split('.')[0]) return undefined;
  const where = await runCaptured('sh', ['-c', 'command -v pnpm'], options);
  return where.exitCode === 0 ? { file: where.output.trim(), version } : undefined;
}
