import { afterEach, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const left: number[] = [];
afterEach(() => {
  for (const pid of left.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was ended with its group.
    }
  }
});

/** Starts a talkative server in the background, tells its pid, and ends itself. */
const TALKATIVE = '(while :; do echo listening; sleep 0.05; done) & echo "pid $!"';

function pidIn(text: string): number {
  const pid = Number(/pid (\d+)/.exec(text)?.[1]);
  left.push(pid);
  return pid;
}

test('a set-up script that leaves a talkative server in the background has ended all the same, with its exit code', async () => {
  const result = await runCommand({ argv: ['sh', '-c', `${TALKATIVE}; exit 3`], timeoutMs: 20_000 });
  const server = pidIn(result.stdout);
  expect(result).toMatchObject({ outcome: 'exited', exitCode: 3 });
  expect(result.durationMs).toBeLessThan(10_000);
  expect(process.kill(server, 0)).toBe(true);
});

test('a program that ran out of time is told of, though something talkative has left its group', async () => {
  const result = await runCommand({
    argv: ['sh', '-c', 'setsid sh -c "echo pid \\$\\$; while :; do echo listening; sleep 0.05; done" & exec sleep 60'],
    timeoutMs: 500,
    killGraceMs: 100,
  });
  pidIn(result.stdout);
  expect(result.outcome).toBe('timed_out');
});
