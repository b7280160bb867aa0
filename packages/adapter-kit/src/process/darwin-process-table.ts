import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

const run = promisify(execFile);

/** Day and month names must not be translated: start times are compared as text. */
const OPTIONS = { env: { LC_ALL: 'C', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }, maxBuffer: 16 * 1024 * 1024 } as const;
const COLUMNS = ['-o', 'pid=,ppid=,pgid=,stat=,lstart='];

/** macOS, through `ps` and `sysctl`. Start times have the resolution of a second. */
export const darwinProcessTable: ProcessTable = {
  async readBootId() {
    return (await run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], OPTIONS)).stdout.trim();
  },

  async readEntry(pid) {
    try {
      return parseDarwinEntries((await run('/bin/ps', ['-p', String(pid), ...COLUMNS], OPTIONS)).stdout)[0] ?? null;
    } catch {
      return null;
    }
  },

  async readEntries() {
    return parseDarwinEntries((await run('/bin/ps', ['-ax', ...COLUMNS], OPTIONS)).stdout);
  },

  hasEnvironment(pid, variable) {
    return ask(['-E', '-ww', '-p', String(pid), '-o', 'command='])
      .split(/\s+/)
      .includes(variable);
  },

  usesTerminal(pid, terminalPath) {
    return `/dev/${ask(['-p', String(pid), '-o', 'tty=']).trim()}` === terminalPath;
  },

  startedBefore(entry, other) {
    return Date.parse(entry.startTime) < Date.parse(other.startTime);
  },

  startedAt(startTime) {
    const startedAt = Date.parse(startTime);
    return Number.isFinite(startedAt) ? startedAt : null;
  },
};

/** Reads the output of `ps -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function parseDarwinEntries(text: string): ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S.*\S)\s*$/.exec(line);
    const state = match?.[4];
    const startTime = match?.[5];
    if (state === undefined || startTime === undefined) continue;
    entries.push({
      pid: Number(match?.[1]),
      parentPid: Number(match?.[2]),
      processGroupId: Number(match?.[3]),
      sessionId: 0,
      startTime,
      ended: state.startsWith('Z'),
    });
  }
  return entries;
}

function ask(arguments_: readonly string[]): string {
  try {
    return execFileSync('/bin/ps', arguments_, { ...OPTIONS, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
