import { connectFromRunFile } from '@ao/client/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

const SESSIONS = 50;
/** Started side by side: git and the disk do not get quicker with more. */
const PARALLEL = 8;

interface Listed {
  readonly sessions: readonly {
    readonly id: string;
    readonly status: string;
    readonly launch: {
      readonly id: string;
      readonly attempt: number;
      readonly process: { readonly pid: number; readonly startTime: string };
    };
  }[];
}

interface Status {
  readonly counts: { readonly liveSessions: number; readonly endedSessions: number };
  readonly reconciliation: { readonly state: string; readonly adopted: number; readonly ended: number; readonly unknown: number };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose](), 60_000);

async function spawnAll(): Promise<void> {
  await home.ao(['project', 'add', '.']);
  const ao = connectFromRunFile({ home: home.path });
  const command = ['/bin/sh', '-c', 'echo up; while read x; do echo "got $x"; done'];
  for (let started = 0; started < SESSIONS; started += PARALLEL) {
    const many = Math.min(PARALLEL, SESSIONS - started);
    await Promise.all(Array.from({ length: many }, () => ao.sessions.spawn({ projectId: 'shop', agent: 'command', command })));
  }
}

async function launches(): Promise<readonly object[]> {
  const { sessions } = await home.json<Listed>(['ls']);
  return sessions.map(({ id, launch }) => ({ id, launch: launch.id, attempt: launch.attempt, process: launch.process })).toSorted(byId);
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id.localeCompare(other.id);
}

async function adopted(): Promise<Status> {
  let status: Status | undefined;
  await expect
    .poll(async () => (status = await home.json<Status>(['status'])).reconciliation.state, { timeout: 20_000, interval: 200 })
    .toBe('done');
  if (status === undefined) throw new Error('it was looked at');
  return status;
}

test('neither a stop nor a crash of the daemon loses one of fifty sessions', { timeout: 120_000 }, async () => {
  await spawnAll();
  const before = await launches();
  expect(before).toHaveLength(SESSIONS);

  await home.ao(['stop']);
  await home.ao(['start']);
  const all = { adopted: SESSIONS, ended: 0, unknown: 0 };
  expect(await adopted()).toMatchObject({ counts: { liveSessions: SESSIONS, endedSessions: 0 }, reconciliation: all });
  expect(await launches()).toEqual(before);

  process.kill(home.daemonPid(), 'SIGKILL');
  await home.ao(['start']);
  expect(await adopted()).toMatchObject({ counts: { liveSessions: SESSIONS, endedSessions: 0 }, reconciliation: all });
  expect(await launches()).toEqual(before);

  const terminal = await connectFromRunFile({ home: home.path }).terminal('shop-37', { columns: 80, rows: 24 });
  let drawn = '';
  for await (const event of terminal) {
    if (event.type === 'snapshot') terminal.write('hello\r');
    if (event.type === 'data') drawn += new TextDecoder().decode(event.bytes);
    if (drawn.includes('got hello')) break;
  }
  terminal.close();
});
