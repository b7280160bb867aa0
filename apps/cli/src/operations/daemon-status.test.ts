import { expect, test } from 'vitest';
import { openStubHome, problem, type StubHome } from '../__fixtures__/stub-home.ts';
import { daemonStatus, renderDaemonStatus } from './daemon-status.ts';

function statusAnswer(change: { readonly byStatus?: object; readonly counts?: object; readonly reconciliation?: object } = {}): object {
  return {
    version: '1.2.3',
    pid: 4123,
    home: '/home/.ao',
    startedAt: 880_000,
    counts: { projects: 1, liveSessions: 2, endedSessions: 0, byStatus: change.byStatus ?? {}, eventStreams: 0, ...change.counts },
    reconciliation: {
      state: 'done',
      checked: 0,
      total: 0,
      adopted: 0,
      ended: 0,
      unknown: 0,
      finishedAt: 880_400,
      ...change.reconciliation,
    },
  };
}

async function lines(home: StubHome): Promise<readonly string[]> {
  return renderDaemonStatus(await daemonStatus(home.context), home.context).split('\n');
}

test('a daemon that runs is told with its address, its home and what it holds', async () => {
  const home = await openStubHome(() => statusAnswer({ byStatus: { needs_input: 1 }, counts: { endedSessions: 3 } }));
  expect(await lines(home)).toEqual([
    `running   pid 4123, ${home.url}, version 1.2.3, for 2m`,
    'home      /home/.ao',
    'sessions  2 running, 1 waits for you, 3 ended',
  ]);
  expect(await daemonStatus(home.context)).toMatchObject({ exitCode: 0, json: { state: 'running', pid: 4123 } });
});

test.each([
  [{ total: 1, adopted: 1 }, 'start-up  adopted 1 session in 0.4 s'],
  [
    { total: 4, adopted: 2, ended: 1, unknown: 1 },
    'start-up  adopted 2 sessions in 0.4 s, 1 had ended: ao session restore --all, 1 could not be judged: ao ls',
  ],
  [{ state: 'running', total: 9, checked: 4 }, 'start-up  looking after 9 sessions, 4 done'],
  [{ state: 'failed' }, 'start-up  the look after sessions failed: see `ao doctor`'],
])('a look after sessions %j is told as %j', async (reconciliation, expected) => {
  expect((await lines(await openStubHome(() => statusAnswer({ reconciliation })))).at(-1)).toBe(expected);
});

test('no session is "none running"', async () => {
  expect((await lines(await openStubHome(() => statusAnswer({ counts: { liveSessions: 0 } }))))[2]).toBe('sessions  none running');
});

test('sessions that wait for a place are counted apart', async () => {
  const answer = statusAnswer({ byStatus: { working: 1, queued: 1 } });
  expect((await lines(await openStubHome(() => answer)))[2]).toBe('sessions  1 running, 1 queued');
});

test('a daemon that does not run is told with how to start it, in both ways it can be gone', async () => {
  const home = await openStubHome();
  await home.stop();
  expect(await daemonStatus(home.context)).toMatchObject({ exitCode: 6, json: { state: 'stopped', stale: true } });
  const never = { ...home.context, env: { AO_HOME: '/nonexistent/home' } };
  expect(await daemonStatus(never)).toMatchObject({ exitCode: 6, json: { state: 'stopped', stale: false } });
  expect(await lines(home)).toEqual(['The daemon is not running. Any command that needs it starts it, or `ao start`.']);
});

test('a daemon that hangs is told with its process, and what ending it means', async () => {
  const home = await openStubHome(() => undefined);
  const [line = '', ...rest] = await lines(home);
  expect(line).toMatch(/^The daemon cannot be reached: It has not answered for 2 s\. If it stays so, .*: agents go on/);
  expect(rest).toEqual([]);
});

test('what answers but is not our daemon is told with its problem', async () => {
  const home = await openStubHome(problem(401, 'TOKEN_INVALID', 'The token is not known.'));
  expect(await lines(home)).toEqual(['The daemon cannot be reached: The token is not known.', 'See `ao doctor`.']);
});
