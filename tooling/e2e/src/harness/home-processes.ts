import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process that belongs to a home. */
export interface HomeProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * Every process of this machine that carries `AO_HOME=<home>` in its environment, names the home in its command line, stands in it or has a
 * file of it open: the daemon, terminal hosts, agents and whatever agents started. Without /proc, where a process stands is not known.
 */
export function processesOf(home: string): readonly HomeProcess[] {
  if (!existsSync('/proc/self/environ')) return processesByPs(home);
  const found: HomeProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
    const environment = readProc(pid, 'environ');
    const carriesHome = command.includes(home) || environment.split('\0').includes(`AO_HOME=${home}`);
    if (carriesHome || usesFolder(pid, home)) found.push({ pid, command });
  }
  return found;
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It ended in the meantime, or belongs to somebody else.
    return '';
  }
}

/** Terminal hosts carry nothing of the home in environment or command line, but write into it. */
function usesFolder(pid: number, folder: string): boolean {
  try {
    const links = [`/proc/${pid}/cwd`, ...readdirSync(`/proc/${pid}/fd`).map((name) => `/proc/${pid}/fd/${name}`)];
    return links.some((link) => `${targetOf(link)}/`.startsWith(`${folder}/`));
  } catch {
    return false;
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

/** On macOS, -E adds the environment of one's own processes to their command lines. */
function processesByPs(home: string): readonly HomeProcess[] {
  const lines = execFileSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\n');
  return lines
    .filter((line) => line.includes(home))
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .map((match) => ({ pid: Number(match?.[1]), command: match?.[2] ?? '' }))
    .filter(({ pid }) => Number.isInteger(pid) && pid !== process.pid);
}
