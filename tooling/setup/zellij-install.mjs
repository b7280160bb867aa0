/**
 * The zellij that tests of the zellij runtime run with: one pinned version, built once for each machine and user with cargo into
 * `~/.cache/ao-zellij/<version>`. Nothing else of the system is touched.
 */
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCaptured } from './run-program.mjs';
import { SetupError } from './setup-error.mjs';

/** Tells tests which zellij to run with. */
export const ZELLIJ_VARIABLE = 'AO_ZELLIJ';

/** The build takes minutes; a machine that needs longer than this has another problem. */
const BUILD_WITHIN_MS = 40 * 60_000;
const ASK_WITHIN_MS = 20_000;

/** Half the time of the release build, for a program that only tests run. */
const QUICK_BUILD = { CARGO_PROFILE_RELEASE_LTO: 'off', CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16', CARGO_PROFILE_RELEASE_OPT_LEVEL: '2' };

/** @typedef {{ version: string, minimumRust: string }} PinnedZellij */
/** @typedef {typeof runCaptured} Run */

/** What is pinned. @returns {PinnedZellij} */
export function readPinnedZellij() {
  return JSON.parse(readFileSync(fileURLToPath(new URL('./zellij-version.json', import.meta.url)), 'utf8'));
}

/**
 * The folder with all versions that were built.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function zellijCache(environment) {
  return join(environment.HOME ?? homedir(), '.cache', 'ao-zellij');
}

/**
 * Where the pinned zellij is, when it was built.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {PinnedZellij} [pinned]
 */
export function installedZellij(environment, pinned = readPinnedZellij()) {
  const path = join(zellijCache(environment), pinned.version, 'bin', 'zellij');
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return null;
  }
}

/**
 * Builds the pinned zellij unless it is there, and answers where it is. Builds into a folder of its own that gets its name when it is
 * complete, so that an interrupted build is never taken for a finished one, and two at the same time do no harm.
 *
 * @param {{
 *   root: string,
 *   environment: NodeJS.ProcessEnv,
 *   onLine?: (line: string) => void,
 *   pinned?: PinnedZellij,
 *   run?: Run,
 * }} options
 * @returns {Promise<{ path: string, built: boolean }>}
 */
export async function ensureZellij({ root, environment, onLine, pinned = readPinnedZellij(), run = runCaptured }) {
  const there = installedZellij(environment, pinned);
  if (there !== null) return { path: there, built: false };
  await checkCargo({ root, environment, pinned, run });

  const cache = zellijCache(environment);
  const target = join(cache, pinned.version);
  mkdirSync(cache, { recursive: true });
  const building = mkdtempSync(join(cache, `.building-${pinned.version}-`));
  try {
    const argv = ['install', '--locked', `zellij@${pinned.version}`, '--root', building];
    const build = await run('cargo', argv, {
      root: building,
      environment: { ...QUICK_BUILD, ...environment, CARGO_TARGET_DIR: join(building, 'target') },
      ...(onLine === undefined ? {} : { onLine }),
      timeoutMs: BUILD_WITHIN_MS,
    });
    if (build.exitCode !== 0) {
      throw new SetupError(`cargo could not build zellij ${pinned.version}:\n${build.output.split('\n').slice(-20).join('\n')}`);
    }
    rmSync(join(building, 'target'), { recursive: true, force: true });
    moveIntoPlace(building, target);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  const path = installedZellij(environment, pinned);
  if (path === null) throw new SetupError(`cargo has built zellij ${pinned.version}, but ${target}/bin/zellij is not there.`);
  return { path, built: true };
}

/**
 * The zellij to test with: the pinned one where nothing else will do, else also one on PATH that is new enough. Null when there is none.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv, run?: Run }} options
 * @returns {Promise<string | null>}
 */
export async function zellijForTests({ root, environment, run = runCaptured }) {
  if (environment[ZELLIJ_VARIABLE]) return environment[ZELLIJ_VARIABLE];
  const pinned = installedZellij(environment);
  if (pinned !== null) return pinned;
  const { exitCode, output } = await run('zellij', ['--version'], { root, environment, timeoutMs: ASK_WITHIN_MS });
  const version = /(\d+\.\d+\.\d+)/.exec(output)?.[1];
  return exitCode === 0 && version !== undefined && isAtLeast(version, '0.44.0') ? 'zellij' : null;
}

/** @param {{ root: string, environment: NodeJS.ProcessEnv, pinned: PinnedZellij, run: Run }} options */
async function checkCargo({ root, environment, pinned, run }) {
  const { exitCode, output } = await run('cargo', ['--version'], { root, environment, timeoutMs: ASK_WITHIN_MS });
  const advice = 'Install Rust from https://rustup.rs (or run `rustup update`), then run `npm run setup:zellij` again.';
  if (exitCode === 127) throw new SetupError(`zellij ${pinned.version} is built with cargo, which is not installed. ${advice}`);
  const version = /(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (exitCode !== 0 || version === undefined) throw new SetupError(`cargo does not tell its version:\n${output}\n${advice}`);
  if (!isAtLeast(version, pinned.minimumRust)) {
    throw new SetupError(`cargo ${version} is too old: zellij ${pinned.version} needs ${pinned.minimumRust} or newer. ${advice}`);
  }
}

/** @param {string} version @param {string} wanted */
function isAtLeast(version, wanted) {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

/** @param {string} from @param {string} to */
function moveIntoPlace(from, to) {
  // A folder without the program is what an installation by other means has left unfinished.
  if (existsSync(to) && !existsSync(join(to, 'bin', 'zellij'))) rmSync(to, { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(to) || readdirSync(to).length === 0) throw error;
  }
}
