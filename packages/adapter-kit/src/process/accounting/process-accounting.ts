import type { DurationMs, SessionResources } from '@ao/domain';
import type { AccountedSession, Clock, ProcessAccounting } from '@ao/ports';
import { darwinUsageTable } from './darwin-usage-table.ts';
import { createLinuxUsageTable } from './linux-usage-table.ts';
import type { ProcessUsage, UsageTable } from './process-usage.ts';
import { sessionProcesses } from './session-processes.ts';

/** The variable every launch has a value of its own in. */
const LAUNCH_VARIABLE = 'AO_LAUNCH_ID';

/** What is known for this long is answered again. */
const FRESH_MS: DurationMs = 2_000;

/** An earlier look this old still says something about now; without one, two looks are taken this far apart. */
const WINDOW_MAX_MS: DurationMs = 30_000;
const WINDOW_MIN_MS: DurationMs = 100;

/** One look at all processes. */
interface Look {
  readonly at: number;
  /** In milliseconds of the monotonic clock. */
  readonly time: number;
  readonly usages: readonly ProcessUsage[];
  /** Processor times by {@link keyOf}. */
  readonly cpu: ReadonlyMap<string, number>;
}

/** What accounting needs. */
export interface ProcessAccountingOptions {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
  readonly table?: UsageTable | undefined;
}

/** Measures what sessions use, through /proc on Linux and `ps` on macOS. It looks only when it is asked. */
export function createProcessAccounting(options: ProcessAccountingOptions): ProcessAccounting {
  const { clock } = options;
  const table = options.table ?? (process.platform === 'darwin' ? darwinUsageTable : createLinuxUsageTable());
  /** Launches of processes by {@link keyOf}: an environment is read once in the life of a process. */
  let launches = new Map<string, string | null>();
  let looks: { readonly before: Look; readonly now: Look } | null = null;
  let looking: Promise<{ readonly before: Look; readonly now: Look }> | null = null;

  async function look(): Promise<Look> {
    const usages = await table.readUsages();
    return { at: clock.now(), time: clock.monotonic(), usages, cpu: new Map(usages.map((usage) => [keyOf(usage), usage.cpuMs])) };
  }

  async function lookNow(): Promise<{ readonly before: Look; readonly now: Look }> {
    let before = looks?.now ?? null;
    if (before === null || clock.monotonic() - before.time > WINDOW_MAX_MS) {
      before = await look();
      await clock.sleep(WINDOW_MIN_MS);
    }
    const now = await look();
    const unknown = now.usages.filter((usage) => !launches.has(keyOf(usage)));
    const read = await table.readVariable(unknown, LAUNCH_VARIABLE);
    launches = new Map(now.usages.map((usage) => [keyOf(usage), launches.get(keyOf(usage)) ?? read.get(usage.pid) ?? null]));
    return { before, now };
  }

  async function freshLooks(): Promise<{ readonly before: Look; readonly now: Look }> {
    if (looks !== null && clock.monotonic() - looks.now.time < FRESH_MS) return looks;
    looking ??= lookNow().finally(() => (looking = null));
    looks = await looking;
    return looks;
  }

  return {
    async measure(sessions: readonly AccountedSession[]) {
      try {
        const { before, now } = await freshLooks();
        const launchOf = (usage: ProcessUsage) => launches.get(keyOf(usage)) ?? null;
        const shares = sessionProcesses({ sessions, entries: now.usages, launchOf });
        return new Map([...shares].map(([sessionId, usages]) => [sessionId, resourcesOf(usages, before, now)]));
      } catch {
        return new Map();
      }
    },
  };
}

function resourcesOf(usages: readonly ProcessUsage[], before: Look, now: Look): SessionResources {
  const windowMs = Math.max(1, Math.round(now.time - before.time));
  const usedMs = usages.reduce((sum, usage) => sum + usage.cpuMs - (before.cpu.get(keyOf(usage)) ?? 0), 0);
  return {
    cpuPercent: Math.round((Math.max(0, usedMs) / windowMs) * 1000) / 10,
    windowMs,
    memoryBytes: usages.reduce((sum, usage) => sum + usage.residentBytes, 0),
    processes: usages.length,
    measuredAt: now.at,
  };
}

/** A pid alone may be given again. */
function keyOf({ pid, startTime }: ProcessUsage): string {
  return `${pid} ${startTime}`;
}
