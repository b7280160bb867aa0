import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { HANGING_MARK } from '../preload/fault-order.ts';

/** One process of this machine that has to do with a home. */
export interface HomeProcess {
  readonly pid: number;
  readonly command: string;
  /** What it calls itself, which may change while it runs: `tmux: server`. */
  readonly name: string;
  readonly parent: number;
  /** The session and launch it says it belongs to, by its environment; null when it says nothing. */
  readonly sessionId: string | null;
  readonly launchId: string | null;
  /** Paths below the home it stands in or has open. */
  readonly uses: readonly string[];
}

/** Every process that names the folder in its environment or command line, stands in it, or has a file of it open. This very one is none. */
export function processesOf(folder: string): readonly HomeProcess[] {
  const found: HomeProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
    // A zombie has neither; it waits for whoever started it, and holds nothing.
    if (command === '') continue;
    const environment = read(pid, 'environ').split('\0');
    const uses = usedBy(pid, folder);
    const names = environment.some((line) => line.includes(`=${folder}`)) || command.includes(folder);
    if (!names && uses.length === 0) continue;
    const valueOf = (name: string) => environment.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) || null;
    const [, name = '', parent = '0'] = /^\d+ \((.*)\) \S (\d+)/s.exec(read(pid, 'stat')) ?? [];
    found.push({
      pid,
      command,
      name,
      parent: Number(parent),
      sessionId: valueOf('AO_SESSION_ID'),
      launchId: valueOf('AO_LAUNCH_ID'),
      uses,
    });
  }
  return found;
}

/** Whether it is a daemon. */
export function isDaemonProcess({ command }: HomeProcess): boolean {
  return command.includes('fault-preload-main');
}

/** Whether it is the one server of tmux that serves all sessions of a home. */
export function isTmuxServer({ name }: HomeProcess): boolean {
  return name === 'tmux: server';
}

/** Whether it is a client of that server. */
export function isTmuxClient({ name }: HomeProcess): boolean {
  return name === 'tmux: client';
}

/** Whether it hangs because it was told to: what nobody can hurry along is not the daemon's to end. */
export function hangsOnPurpose({ command }: HomeProcess): boolean {
  return command.includes(HANGING_MARK);
}

/** Whether it is the agent itself, and not a program of it or the host of its terminal. */
export function isAgentProcess({ command }: HomeProcess): boolean {
  return /scripted-agent\/program\/main\.(?:ts|js)\b/.test(command) && !command.includes('pty-host');
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function usedBy(pid: number, folder: string): readonly string[] {
  try {
    const links = [`/proc/${pid}/cwd`, ...readdirSync(`/proc/${pid}/fd`).map((name) => `/proc/${pid}/fd/${name}`)];
    return links.map(targetOf).filter((target) => `${target}/`.startsWith(`${folder}/`));
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
