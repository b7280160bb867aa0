import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process that belongs to a folder. */
export interface FolderProcess {
  readonly pid: number;
  /** Program and arguments, separated by spaces. */
  readonly command: string;
}

/**
 * Every process of this machine whose environment or command line names the folder, or that stands in it: daemons, terminal hosts,
 * agents, and whatever they started. Linux only.
 */
export function processesOf(folder: string): readonly FolderProcess[] {
  const found: FolderProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
    const belongs = command.includes(folder) || read(pid, 'environ').includes(folder) || standsIn(pid, folder);
    if (belongs) found.push({ pid, command });
  }
  return found;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It ended in the meantime, or belongs to somebody else.
    return '';
  }
}

function standsIn(pid: number, folder: string): boolean {
  try {
    return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}
