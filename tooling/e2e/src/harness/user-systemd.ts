import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SYSTEMD = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'].find(existsSync);
/** Where control groups may be: version 2, and the two of a system that has both versions. */
const CONTROL_GROUPS = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd'].filter((root) =>
  existsSync(join(root, 'cgroup.procs')),
);

/**
 * Becomes the systemd of a user, in a control group of its own. It only starts where the machine seems to be run by systemd, so `/run` is
 * made to say so, for it and what it starts alone.
 */
const START = `
  mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system || exit 3
  for root in ${CONTROL_GROUPS.join(' ')}; do
    mkdir "$root/$1" && echo $$ >"$root/$1/cgroup.procs" || exit 4
  done
  exec ${SYSTEMD} --user --log-target=console
`;

const START_LIMIT_MS = 10_000;
/** A process that was killed is in its control group until somebody has asked how it ended. */
const REMOVAL_LIMIT_MS = 5_000;
const LOOK_MS = 20;

const run = promisify(execFile);
const isPossible = (): boolean => {
  try {
    for (const program of ['/usr/bin/unshare', '/usr/bin/systemctl']) accessSync(program, constants.X_OK);
    for (const root of CONTROL_GROUPS) accessSync(join(root, 'cgroup.procs'), constants.W_OK);
    return SYSTEMD !== undefined && CONTROL_GROUPS.length > 0 && process.getuid?.() === 0;
  } catch {
    return false;
  }
};

/** Whether the real systemd of a user can be run here: on Linux, as root, with systemd installed. */
export const CAN_RUN_SYSTEMD: boolean = process.platform === 'linux' && isPossible();

/** A systemd of a user that manages nothing but the services of one home. */
export interface UserSystemd {
  /** What programs need to find it. */
  readonly env: { readonly XDG_RUNTIME_DIR: string };
  /** Calls `systemctl --user`, and answers what it printed. Rejects when it failed. */
  systemctl(...args: readonly string[]): Promise<string>;
  /** Ends it. What its services have left running goes on. */
  close(): Promise<void>;
}

/** Starts one. `folder` is the home directory of its user; its units are looked for there. */
export async function startUserSystemd(folder: string): Promise<UserSystemd> {
  const env = { XDG_RUNTIME_DIR: join(folder, 'runtime') };
  const surroundings = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, ...env };
  mkdirSync(env.XDG_RUNTIME_DIR, { mode: 0o700 });
  const group = `ao-e2e-${process.pid}-${Date.now()}`;
  const manager = spawn('/usr/bin/unshare', ['--mount', '--propagation', 'private', '/bin/sh', '-c', START, 'sh', group], {
    env: surroundings,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  manager.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const systemctl = async (...args: readonly string[]): Promise<string> =>
    (await run('/usr/bin/systemctl', ['--user', ...args], { env: surroundings })).stdout.trim();
  await untilItAnswers(systemctl, manager, () => said);
  return {
    env,
    systemctl,
    async close() {
      const exited = new Promise((resolve) => manager.once('exit', resolve));
      manager.kill('SIGTERM');
      await exited;
      for (const root of CONTROL_GROUPS) await removeControlGroup(join(root, group));
    },
  };
}

async function untilItAnswers(systemctl: UserSystemd['systemctl'], manager: ChildProcess, said: () => string): Promise<void> {
  const endAt = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await systemctl('show', '--property=Version');
      return;
    } catch (error) {
      if (manager.exitCode !== null || performance.now() > endAt) throw new Error(`systemd did not start: ${said()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

/** Removes a control group and those in it. Rejects when something still runs there. */
async function removeControlGroup(path: string): Promise<void> {
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) if (entry.isDirectory()) await removeControlGroup(join(path, entry.name));
  const endAt = performance.now() + REMOVAL_LIMIT_MS;
  for (;;) {
    try {
      return rmdirSync(path);
    } catch (error) {
      if (performance.now() > endAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}
