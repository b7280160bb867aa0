import { spawn } from 'node:child_process';
import { daemonEnvironment } from './clean-environment.ts';
import { daemonArguments, ownCommandLine } from './start-daemon.ts';

/** Runs the daemon in this terminal until it ends, passes signals on, and ends with its exit code. */
export async function runInForeground(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const child = spawn(process.execPath, [...daemonArguments(), '--foreground'], {
    env: { ...daemonEnvironment(env), ...ownCommandLine() },
    stdio: 'inherit',
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  // Ctrl-C reaches the daemon by itself, as it is in the same process group; only this process must not end before it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', forward);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  process.exitCode = code;
}
