import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import versions from './agent-versions.json' with { type: 'json' };

/** Agents whose command lines are pinned in `agent-versions.json`. */
export type AgentCliName = keyof typeof versions;

/** An installed command line. */
export interface AgentCli {
  readonly name: AgentCliName;
  readonly version: string;
  /** Absolute path of the program. */
  readonly program: string;
}

const LOCK_STALE_MS = 120_000;
const LOCK_RENEW_MS = 10_000;
const LOCK_POLL_MS = 500;
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/**
 * Installs the pinned version of an agent into a cache of its own (`AO_AGENT_CLI_CACHE`, by default `~/.cache/ao-agent-clis`), with
 * the npm and the registry of this machine. What is there already is used as it is, also without a network. Several processes may
 * call this at once: one installs, the others wait.
 */
export async function installAgentCli(name: AgentCliName): Promise<AgentCli> {
  const { package: packageName, program } = versions[name];
  const version = chosenVersion(name);
  const cache = process.env['AO_AGENT_CLI_CACHE'] ?? join(homedir(), '.cache', 'ao-agent-clis');
  const folder = join(cache, `${name}@${version}`);
  const cli: AgentCli = { name, version, program: join(folder, program) };
  if (await exists(cli.program)) return cli;
  await mkdir(cache, { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (await exists(cli.program)) return;
    // Installed aside and renamed, so that a cache never holds half an agent.
    const aside = `${folder}.new`;
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside);
    await writeFile(join(aside, 'package.json'), JSON.stringify({ private: true, dependencies: { [packageName]: version } }));
    await npmInstall(aside);
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
  });
  if (!(await exists(cli.program)))
    throw new Error(`${packageName}@${version} was installed, but ${cli.program} is missing. Were install scripts off?`);
  return cli;
}

/** The pinned version, unless `AO_AGENT_CLI_VERSIONS` (a JSON object: agent to version) names another one to try. */
function chosenVersion(name: AgentCliName): string {
  const chosen = z.partialRecord(z.enum(Object.keys(versions) as AgentCliName[]), z.string());
  return chosen.parse(JSON.parse(process.env['AO_AGENT_CLI_VERSIONS'] ?? '{}'))[name] ?? versions[name].version;
}

async function npmInstall(directory: string): Promise<void> {
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts=false', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', args, { cwd: directory, timeout: INSTALL_TIMEOUT_MS });
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    throw new Error(
      `npm could not install the agent in ${directory}. Real agents are not optional in these tests.\n${stderr.slice(-2000)}`,
      { cause: error },
    );
  }
}

/** A folder is made by one process only. Its time is renewed while the work goes on; an old one was left by a process that died. */
async function withLock(path: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    const made = await mkdir(path).then(
      () => true,
      () => false,
    );
    if (made) break;
    const age = await stat(path).then(
      (stats) => Date.now() - stats.mtimeMs,
      () => 0,
    );
    if (age > LOCK_STALE_MS) await rm(path, { recursive: true, force: true });
    else await sleep(LOCK_POLL_MS);
  }
  const renew = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), LOCK_RENEW_MS);
  try {
    await work();
  } finally {
    clearInterval(renew);
    await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
