import { readFileSync } from 'node:fs';
import { AoApiError } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { AoError } from '@ao/domain';
import { inspectDaemon } from './daemon-state.ts';
import { startDaemon } from './start-daemon.ts';

/** How long a stop may take: the daemon's own limit for a shutdown, and some. With `--all` every agent has to end as well. */
const STOPPED_WITHIN_MS = 15_000;
const STOPPED_WITH_SESSIONS_WITHIN_MS = 60_000;

/** What a stop did. */
export interface StoppedDaemon {
  /** False when no daemon ran. */
  readonly stopped: boolean;
  readonly pid: number | null;
  readonly endedSessions: boolean;
}

/**
 * Asks the daemon to stop and waits until its process is gone. A process is never signalled: the pid of a stale run file may
 * belong to anybody.
 *
 * @throws AoError `REQUEST_TIMEOUT` when it is still there after the limit.
 */
export async function stopDaemon(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly endSessions: boolean;
}): Promise<StoppedDaemon> {
  let before = await inspectDaemon(options.env);
  if (before.state === 'stopped' && options.endSessions) {
    // Agents may be running without a daemon; only a daemon can find and end them.
    await startDaemon({ env: options.env });
    before = await inspectDaemon(options.env);
  }
  if (before.state === 'stopped') return { stopped: false, pid: null, endedSessions: false };
  if (before.state === 'unreachable') throw new AoError(before.code, { message: `The daemon cannot be stopped: ${before.problem}` });
  const { pid } = before.status;
  try {
    await connectFromRunFile({ environment: options.env }).daemon.shutdown({ endSessions: options.endSessions });
  } catch (error) {
    // It may have been stopping already; what counts is whether it goes.
    if (!(error instanceof AoApiError && error.code === 'DAEMON_NOT_RUNNING')) throw error;
  }
  const limitMs = options.endSessions ? STOPPED_WITH_SESSIONS_WITHIN_MS : STOPPED_WITHIN_MS;
  if (!(await isGoneWithin(pid, limitMs))) {
    throw new AoError('REQUEST_TIMEOUT', {
      message: `The daemon (pid ${pid}) was asked to stop, but is still there after ${limitMs / 1000} s.`,
    });
  }
  return { stopped: true, pid, endedSessions: options.endSessions };
}

async function isGoneWithin(pid: number, limitMs: number): Promise<boolean> {
  const endAt = performance.now() + limitMs;
  while (performance.now() < endAt) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

/** A process that has ended keeps its pid until its parent has taken note, which some init processes do late. Linux only; elsewhere it is taken for alive. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything; the state is the first word behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}
