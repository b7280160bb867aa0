import { AoApiError, type DaemonStatus } from '@ao/client';
import { connectFromRunFile, daemonPid } from '@ao/client/node';
import { type ErrorCode, isErrorCode } from '@ao/domain';

/**
 * What can be said about the daemon of this home.
 *
 * - `running`: it answered, and is the one its run file names
 * - `stopped`: there is no run file, or nobody listens where it points
 * - `unreachable`: somebody listens there, but it is not our daemon or does not answer in time
 */
export type DaemonState =
  | { readonly state: 'running'; readonly url: string; readonly status: DaemonStatus }
  | { readonly state: 'stopped'; readonly stale: boolean }
  | { readonly state: 'unreachable'; readonly code: ErrorCode; readonly problem: string };

/** A daemon that does not answer within this time is as good as none. */
const ANSWER_WITHIN_MS = 2_000;

/** Looks at the daemon. Never rejects, never starts anything. */
export async function inspectDaemon(env: Readonly<Record<string, string | undefined>>): Promise<DaemonState> {
  try {
    const ao = connectFromRunFile({ environment: env });
    const status = await ao.daemon.status(AbortSignal.timeout(ANSWER_WITHIN_MS));
    return { state: 'running', url: ao.address().url, status };
  } catch (error) {
    if (error instanceof AoApiError && error.code === 'DAEMON_NOT_RUNNING') {
      return { state: 'stopped', stale: error.cause instanceof Error && 'wasNeverSent' in error.cause };
    }
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return { state: 'unreachable', code: 'DAEMON_NOT_RESPONDING', problem: silenceWords(daemonPid({ environment: env })) };
    }
    const problem = error instanceof Error ? error.message : String(error);
    return {
      state: 'unreachable',
      code: error instanceof AoApiError && isErrorCode(error.code) ? error.code : 'RUN_FILE_INVALID',
      problem,
    };
  }
}

function silenceWords(pid: number | null): string {
  const remedy = pid === null ? 'end it' : `\`kill -9 ${pid}\``;
  return `It has not answered for ${ANSWER_WITHIN_MS / 1000} s. If it stays so, ${remedy}: agents go on, and the next command starts it again.`;
}
