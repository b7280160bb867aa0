import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseDarwinEntries } from '../darwin-process-table.ts';
import type { ProcessUsage, UsageTable } from './process-usage.ts';

const run = promisify(execFile);

/** Day and month names must not be translated: start times are compared as text. */
const OPTIONS = { env: { LC_ALL: 'C', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }, maxBuffer: 16 * 1024 * 1024 } as const;

const INIT_PID = 1;

/** macOS, through `ps`: one call for all processes, and another for the environments of those that lost their parent. */
export const darwinUsageTable: UsageTable = {
  async readUsages() {
    return parseDarwinUsages((await run('/bin/ps', ['-ax', '-o', 'time=,rss=,pid=,ppid=,pgid=,stat=,lstart='], OPTIONS)).stdout);
  },

  async readVariable(processes, name) {
    // Whoever still has a parent is found by it.
    const pids = processes.filter(({ parentPid }) => parentPid === INIT_PID).map(({ pid }) => pid);
    if (pids.length === 0) return new Map();
    try {
      return parseDarwinVariable((await run('/bin/ps', ['-E', '-ww', '-p', pids.join(','), '-o', 'pid=,command='], OPTIONS)).stdout, name);
    } catch {
      return new Map();
    }
  },
};

/** Reads the output of `ps -o time=,rss=,pid=,ppid=,pgid=,stat=,lstart=`: times as `[hours:]minutes:seconds`, memory in KiB. */
export function parseDarwinUsages(text: string): readonly ProcessUsage[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*((?:\d+:)*\d+(?:\.\d+)?)\s+(\d+)\s+(\d.*)$/.exec(line);
    const [entry] = parseDarwinEntries(match?.[3] ?? '');
    if (entry === undefined) return [];
    const seconds = (match?.[1] ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return [{ ...entry, cpuMs: Math.round(seconds * 1000), residentBytes: Number(match?.[2]) * 1024 }];
  });
}

/** Reads the output of `ps -E -o pid=,command=`, in which the variables stand behind the arguments. */
export function parseDarwinVariable(text: string, name: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [pid, ...words] = line.trim().split(/\s+/);
    const found = words.findLast((word) => word.startsWith(`${name}=`));
    if (found !== undefined) values.set(Number(pid), found.slice(name.length + 1));
  }
  return values;
}
