import type { StartedDaemon } from './start-daemon.ts';

/** One line about a daemon that was started, or ran already. */
export function describeStart(daemon: StartedDaemon): string {
  return daemon.started
    ? `Started the daemon (pid ${daemon.pid}, ${daemon.url}).`
    : `The daemon is running (pid ${daemon.pid}, ${daemon.url}).`;
}
