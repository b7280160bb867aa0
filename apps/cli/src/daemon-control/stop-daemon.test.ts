import { spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { openStubHome, problem, type StubHome } from '../__fixtures__/stub-home.ts';
import { stopDaemon } from './stop-daemon.ts';

/** A home whose daemon is a real process that ends when it is asked to. */
async function homeWithProcess(): Promise<{ readonly home: StubHome; readonly pid: number; isAlive(): boolean }> {
  const child = spawn('sleep', ['60']);
  const { pid } = child;
  if (pid === undefined) throw new Error('sleep could not be started');
  onTestFinished(() => void child.kill('SIGKILL'));
  const home = await openStubHome((request) => {
    if (request.path === '/shutdown') setTimeout(() => child.kill('SIGTERM'), 50);
    return { pid, accepted: true };
  });
  return { home, pid, isAlive: () => child.exitCode === null && child.signalCode === null };
}

test('it is asked to stop, and the command ends when the process is gone', async () => {
  const { home, pid, isAlive } = await homeWithProcess();
  expect(await stopDaemon({ env: home.env, endSessions: false })).toEqual({ stopped: true, pid, endedSessions: false });
  // Its parent, this test, hears of it a moment later than the command that looked at the process table.
  await expect.poll(isAlive).toBe(false);
  expect(home.requests.at(-1)).toMatchObject({ method: 'POST', body: { endSessions: false } });
});

test('sessions are ended with it only when that is asked for', async () => {
  const { home } = await homeWithProcess();
  expect(await stopDaemon({ env: home.env, endSessions: true })).toMatchObject({ endedSessions: true });
  expect(home.requests.at(-1)).toMatchObject({ body: { endSessions: true } });
});

test('no daemon, and one that crashed, are nothing to stop; the process of a stale run file is left alone', async () => {
  const { home, isAlive } = await homeWithProcess();
  await home.stop();
  expect(await stopDaemon({ env: home.env, endSessions: false })).toEqual({ stopped: false, pid: null, endedSessions: false });
  expect(isAlive()).toBe(true);
  expect(await stopDaemon({ env: { AO_HOME: '/nonexistent/home' }, endSessions: false })).toMatchObject({ stopped: false });
});

test('what is not our daemon is not stopped', async () => {
  const home = await openStubHome(problem(401, 'TOKEN_INVALID', 'The token is not known.'));
  await expect(stopDaemon({ env: home.env, endSessions: false })).rejects.toThrow('The daemon cannot be stopped: The token is not known.');
  expect(home.requests.every(({ method }) => method === 'GET')).toBe(true);
});
