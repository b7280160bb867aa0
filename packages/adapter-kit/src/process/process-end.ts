import type { ProcessIdentity } from '@ao/domain';
import type { Clock } from '@ao/ports';
import { readProcessFate } from './process-identity.ts';

/** How processes are brought to an end. */
export interface EndProcessesOptions {
  /**
   * Finds what is to be ended. Asked again and again, because programs start others while they are being ended. Gets everything that
   * was found so far: when a parent has ended, its children can no longer be recognised by descent, so they are roots themselves.
   */
  readonly find: (found: readonly ProcessIdentity[]) => Promise<readonly ProcessIdentity[]>;
  /** How long they may take to end by themselves after having been asked. */
  readonly graceMs: number;
  readonly clock: Clock;
}

/** What came of it. */
export interface EndProcessesResult {
  /** How many different processes were found. */
  readonly found: number;
  /** What was still there after the last kill, for example in uninterruptible sleep. */
  readonly survivors: readonly ProcessIdentity[];
}

/** How long is waited for processes to vanish after SIGKILL. One in uninterruptible sleep may stay for ever. */
const KILL_WAIT_MS = 2_000;
/** Looking at a handful of known processes is cheap, so it is done often; nothing waits a fixed time for what is already gone. */
const FIRST_LOOK_MS = 2;
const LONGEST_LOOK_MS = 40;

/**
 * Ends processes: SIGHUP and SIGTERM to all, SIGKILL after the grace time, each signal only after the process was verified to be the
 * one that was found. Waits no longer than needed, and at most the grace time and two seconds.
 */
export async function endProcesses(options: EndProcessesOptions): Promise<EndProcessesResult> {
  const { clock, graceMs } = options;
  const found = new Map<string, ProcessIdentity>();
  const stubborn = await sweep(options, found, ['SIGCONT', 'SIGHUP', 'SIGTERM'], clock.monotonic() + graceMs);
  if (stubborn.length === 0) return { found: found.size, survivors: [] };
  const survivors = await sweep(options, found, ['SIGKILL'], clock.monotonic() + KILL_WAIT_MS);
  return { found: found.size, survivors };
}

/** Signals what is found until nothing is found any more or the deadline has passed; answers what is left. */
async function sweep(
  { find, clock }: EndProcessesOptions,
  found: Map<string, ProcessIdentity>,
  signals: readonly NodeJS.Signals[],
  deadline: number,
): Promise<readonly ProcessIdentity[]> {
  const signalled = new Set<string>();
  for (;;) {
    const running = await stillRunning(await find([...found.values()]));
    if (running.length === 0) return [];
    for (const identity of running) {
      const key = `${identity.pid} ${identity.startTime}`;
      found.set(key, identity);
      if (signalled.has(key)) continue;
      signalled.add(key);
      await signalProcess(identity, signals);
    }
    const left = await waitForEnd(running, clock, deadline);
    // A program that keeps starting others would keep this going for ever.
    if (left.length > 0) return left;
    if (clock.monotonic() >= deadline) return stillRunning(await find([...found.values()]));
  }
}

/** What was recorded and has ended is nobody, even when another process has its pid now. */
async function stillRunning(processes: readonly ProcessIdentity[]): Promise<readonly ProcessIdentity[]> {
  const fates = await Promise.all(processes.map((identity) => readProcessFate(identity)));
  return processes.filter((_, index) => fates[index] === 'running');
}

async function waitForEnd(running: readonly ProcessIdentity[], clock: Clock, deadline: number): Promise<readonly ProcessIdentity[]> {
  let left = running;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_LOOK_MS)) {
    left = await stillRunning(left);
    if (left.length === 0 || clock.monotonic() >= deadline) return left;
    await clock.sleep(pauseMs);
  }
}

async function signalProcess(identity: ProcessIdentity, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    if ((await readProcessFate(identity)) !== 'running') return;
    try {
      process.kill(identity.pid, signal);
    } catch {
      // It ended between the look and the signal, or belongs to another user: what is left is reported in the end.
    }
  }
}
