import { expect, test } from 'vitest';
import { openStubHome, problem } from '../__fixtures__/stub-home.ts';
import { type DaemonCallOptions, withDaemon } from './with-daemon.ts';

interface Attempt {
  readonly starts: number;
  readonly notes: readonly string[];
  readonly outcome: unknown;
}

/** Lists projects, and tells how often the daemon was started for it. */
async function attempt(env: DaemonCallOptions['env'], onStart: () => void = () => undefined): Promise<Attempt> {
  let starts = 0;
  const notes: string[] = [];
  const start = (): Promise<string> => {
    starts += 1;
    onStart();
    return Promise.resolve('Started the daemon.');
  };
  const outcome = await withDaemon({ env, start, note: (text) => void notes.push(text) }, (ao) => ao.projects.list()).catch(
    (error: unknown) => error,
  );
  return { starts, notes, outcome };
}

test('a daemon that runs is called, and nothing is said', async () => {
  const home = await openStubHome(() => ({ projects: [] }));
  expect(await attempt(home.env)).toEqual({ starts: 0, notes: [], outcome: [] });
});

test('without a run file it is started once, told once, and the call is made again', async () => {
  const home = await openStubHome(() => ({ projects: ['shop'] }));
  const elsewhere = { AO_HOME: '/nonexistent/home' };
  const failed = await attempt(elsewhere);
  // It was started, but is still not there: that is told, and not tried for ever.
  expect(failed).toMatchObject({ starts: 1, notes: ['Started the daemon.'], outcome: { code: 'DAEMON_NOT_RUNNING' } });
  expect(home.requests).toEqual([]);
});

test('a run file that leads nowhere is a daemon that crashed: it is started', async () => {
  const home = await openStubHome();
  await home.stop();
  expect(await attempt(home.env)).toMatchObject({ starts: 1 });
});

test.each([
  ['AO_NO_AUTOSTART', '1', 0],
  ['AO_NO_AUTOSTART', 'true', 0],
  ['AO_NO_AUTOSTART', '0', 1],
  ['AO_NO_AUTOSTART', '', 1],
  ['AO_SESSION_ID', 'shop-1', 0],
  ['AO_SESSION_ID', '', 1],
])('with %s=%j it is started %i times', async (name, value, starts) => {
  expect(await attempt({ AO_HOME: '/nonexistent/home', [name]: value })).toMatchObject({ starts, outcome: { code: 'DAEMON_NOT_RUNNING' } });
});

test('a call whose answer was lost is not made again: it may have been carried out', async () => {
  const home = await openStubHome((_request, response) => void response.socket?.destroy());
  expect(await attempt(home.env)).toMatchObject({ starts: 0, outcome: { code: 'DAEMON_NOT_RUNNING' } });
  expect(home.requests).toHaveLength(1);
});

test('an error of the daemon is an answer', async () => {
  const home = await openStubHome(problem(404, 'PROJECT_NOT_FOUND', 'There is no project "x".'));
  expect(await attempt(home.env)).toMatchObject({ starts: 0, outcome: { code: 'PROJECT_NOT_FOUND' } });
  expect(home.requests).toHaveLength(1);
});

test('a run file that somebody else could have written is never answered by a start', async () => {
  const home = await openStubHome();
  const { chmodSync } = await import('node:fs');
  chmodSync(`${home.path}/run/daemon.json`, 0o666);
  expect(await attempt(home.env)).toMatchObject({ starts: 0, outcome: { code: 'RUN_FILE_INVALID' } });
});
