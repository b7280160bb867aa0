import { placedEnvironment } from './clean-environment.ts';
import { daemonArguments, ownCommandLine } from './start-daemon.ts';

/**
 * Turns this process into the daemon, which stays in this terminal. Nothing stands between it and who started it: signals reach it,
 * its end is the end, and a service manager sees the daemon itself instead of somebody who waits for it.
 */
export function runInForeground(env: Readonly<Record<string, string | undefined>>): never {
  const argv = [process.execPath, ...daemonArguments(), '--foreground'];
  if (process.execve === undefined) throw new TypeError('this system cannot replace a process');
  return process.execve(process.execPath, argv, { ...placedEnvironment(env), ...ownCommandLine() });
}
