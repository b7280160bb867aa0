import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseLinuxStat } from '../linux-process-table.ts';
import type { ProcessUsage, UsageTable } from './process-usage.ts';

/** Places of the fields in /proc/<pid>/stat, counted behind the program's name (see proc(5)). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;
const RESIDENT_PAGES = 21;

/** The unit of processor times that the kernel shows to programs, on every machine Node runs on. */
const TICK_MS = 10;

/** Entries read before other work gets a turn. */
const ENTRIES_PER_TURN = 200;

/** The entry of the auxiliary vector that holds the size of a page (see getauxval(3)). */
const AT_PAGESZ = 6n;
const USUAL_PAGE_BYTES = 4096;

/** Linux, through /proc: one short read for each process. */
export function createLinuxUsageTable(): UsageTable {
  const pageBytes = readPageBytes();
  return {
    async readUsages() {
      const usages: ProcessUsage[] = [];
      let seen = 0;
      for (const name of readdirSync('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid)) continue;
        const usage = parseLinuxUsage(pid, readOrEmpty(`/proc/${pid}/stat`), pageBytes);
        if (usage !== null) usages.push(usage);
        seen += 1;
        if (seen % ENTRIES_PER_TURN === 0) await nextTurn();
      }
      return usages;
    },

    async readVariable(processes, name) {
      const values = new Map<number, string>();
      const prefix = `${name}=`;
      for (const [index, { pid }] of processes.entries()) {
        const found = readOrEmpty(`/proc/${pid}/environ`)
          .split('\0')
          .find((variable) => variable.startsWith(prefix));
        if (found !== undefined) values.set(pid, found.slice(prefix.length));
        if (index % ENTRIES_PER_TURN === ENTRIES_PER_TURN - 1) await nextTurn();
      }
      return values;
    },
  };
}

/** Reads one line of /proc/<pid>/stat with what the process uses. */
export function parseLinuxUsage(pid: number, text: string, pageBytes: number): ProcessUsage | null {
  const entry = parseLinuxStat(pid, text);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const resident = fields[RESIDENT_PAGES];
  if (entry === null || resident === undefined) return null;
  const ticks = Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME]);
  return { ...entry, cpuMs: ticks * TICK_MS, residentBytes: Math.max(0, Number(resident)) * pageBytes };
}

/** The kernel counts memory in pages; how large they are stands in the auxiliary vector of every process: pairs of 64-bit words. */
function readPageBytes(): number {
  try {
    const words = new BigUint64Array(Uint8Array.from(readFileSync('/proc/self/auxv')).buffer);
    const at = words.findIndex((word, index) => index % 2 === 0 && word === AT_PAGESZ);
    return at < 0 ? USUAL_PAGE_BYTES : Number(words[at + 1]);
  } catch {
    return USUAL_PAGE_BYTES;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
