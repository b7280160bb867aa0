import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * 1024;

/** Memory of one process, in MB of 1,048,576 bytes. */
export interface ProcessMemory {
  /** Resident, including what is shared with others, such as the program itself. */
  readonly residentMb: number;
  /** Resident and shared with nobody: what ending the process would give back. */
  readonly privateMb: number;
}

/** Reads the memory of a process. */
export function readMemory(pid: number): ProcessMemory {
  const fields = new Map<string, number>();
  for (const line of readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').split('\n')) {
    const match = /^(\w+):\s+(\d+) kB$/.exec(line);
    if (match?.[1] !== undefined) fields.set(match[1], (Number(match[2]) * KILOBYTE) / MEGABYTE);
  }
  const field = (name: string): number => fields.get(name) ?? 0;
  return { residentMb: field('Rss'), privateMb: field('Private_Clean') + field('Private_Dirty') };
}

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Processor time a process has used so far, in user and kernel, in milliseconds; null when there is no such process. */
export function readProcessorMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything; what is behind it is separated by spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
  } catch {
    return null;
  }
}
