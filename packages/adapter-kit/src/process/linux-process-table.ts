import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

/** Places of the fields in /proc/<pid>/stat, counted behind the program's name (see proc(5)). */
const STATE = 0;
const PARENT = 1;
const GROUP = 2;
const SESSION = 3;
const START_TIME = 19;

/** The unit of start times that the kernel shows to programs, on every machine Node runs on. */
const TICKS_PER_SECOND = 100;

/** Entries read before other work gets a turn: one takes about 15 µs. */
const ENTRIES_PER_TURN = 200;

/**
 * Linux, through /proc. Reads are synchronous on purpose: /proc is answered by the kernel from memory, and a read right after a fork
 * must not wait for a thread while the process may already be ending.
 */
export const linuxProcessTable: ProcessTable = {
  async readBootId() {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  },

  async readEntry(pid) {
    return readStat(pid);
  },

  async readEntries() {
    const entries: ProcessEntry[] = [];
    let seen = 0;
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      const entry = readStat(pid);
      if (entry !== null) entries.push(entry);
      seen += 1;
      if (seen % ENTRIES_PER_TURN === 0) await nextTurn();
    }
    return entries;
  },

  hasEnvironment(pid, variable) {
    const environment = readOrNull(`/proc/${pid}/environ`);
    return environment !== null && environment.split('\0').includes(variable);
  },

  usesTerminal(pid, terminalPath) {
    try {
      const terminal = statSync(terminalPath);
      return [0, 1, 2].some((descriptor) => {
        const held = statSync(`/proc/${pid}/fd/${descriptor}`, { throwIfNoEntry: false });
        // The device number alone would also match a terminal of another container.
        return held !== undefined && held.rdev === terminal.rdev && held.dev === terminal.dev && held.ino === terminal.ino;
      });
    } catch {
      return false;
    }
  },

  startedBefore(entry, other) {
    return Number(entry.startTime) < Number(other.startTime);
  },

  startedAt(startTime) {
    const bootedAt = Number(/^btime (\d+)$/m.exec(readOrNull('/proc/stat') ?? '')?.[1] ?? Number.NaN);
    const startedAt = Math.round((bootedAt + Number(startTime) / TICKS_PER_SECOND) * 1000);
    return Number.isFinite(startedAt) ? startedAt : null;
  },
};

function readStat(pid: number): ProcessEntry | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  return text === null ? null : parseLinuxStat(pid, text);
}

/** Reads one line of /proc/<pid>/stat. The program's name may hold blanks and parentheses, so the fields are counted from its end. */
export function parseLinuxStat(pid: number, text: string): ProcessEntry | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const startTime = fields[START_TIME];
  if (startTime === undefined) return null;
  return {
    pid,
    parentPid: Number(fields[PARENT]),
    processGroupId: Number(fields[GROUP]),
    sessionId: Number(fields[SESSION]),
    startTime,
    ended: fields[STATE] === 'Z' || fields[STATE] === 'X',
  };
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
