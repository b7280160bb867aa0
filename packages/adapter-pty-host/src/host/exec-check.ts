import { readFileSync } from 'node:fs';

/** Starting a program takes about a millisecond; on a machine that swaps it may take much longer, and then nobody waits for it. */
const LONGEST_WAIT_MS = 2_000;

/**
 * Waits until a forked process has become the program it was forked for. Before that it still has the command line of its parent.
 * Calls back with true, or with false when that cannot be told.
 */
export function waitForExec(pid: number, done: (started: boolean) => void): { cancel(): void } {
  let timer: NodeJS.Timeout | null = null;
  const own = process.platform === 'linux' ? commandLine('self') : null;
  const deadline = Date.now() + LONGEST_WAIT_MS;

  function look(): void {
    const its = own === null ? null : commandLine(pid);
    if (its !== null && its !== '' && its !== own) done(true);
    else if (own === null || Date.now() > deadline) done(false);
    else timer = setTimeout(look, 1);
  }

  timer = setTimeout(look, 0);
  return { cancel: () => timer !== null && clearTimeout(timer) };
}

function commandLine(process: number | 'self'): string | null {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8');
  } catch {
    return null;
  }
}
