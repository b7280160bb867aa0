import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LaunchId, ProcessIdentity, SessionId } from '@ao/domain';
import type { AccountedSession } from '@ao/ports';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../system/system-clock.ts';
import { readProcessIdentity } from '../process-identity.ts';
import { parseDarwinUsages, parseDarwinVariable } from './darwin-usage-table.ts';
import { parseLinuxUsage } from './linux-usage-table.ts';
import { createProcessAccounting } from './process-accounting.ts';
import type { ProcessUsage } from './process-usage.ts';
import { sessionProcesses } from './session-processes.ts';

const clock = createSystemClock();
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
});

/** Starts a shell script in a session of its own, waits until it has printed a line, and answers it as a session. */
async function startSession(name: string, script: string): Promise<AccountedSession> {
  const launchId = `l-${name}-${Math.random()}` as LaunchId;
  const env = { PATH: process.env['PATH'], AO_LAUNCH_ID: launchId };
  const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'], env });
  started.push(child);
  await once(child.stdout, 'data');
  return { sessionId: name as SessionId, launchId, process: await readProcessIdentity(child.pid ?? 0) };
}

describe('the processes of real sessions', () => {
  test('are measured with everything they have started: who works, who sleeps, and who has left the tree', async () => {
    const busy = await startSession('busy', 'echo up; while :; do :; done');
    const quiet = await startSession('quiet', '(setsid sleep 300 &) ; sleep 300 & echo up; wait');
    const gone = { sessionId: 'gone' as SessionId, launchId: 'l-gone' as LaunchId, process: null };
    const accounting = createProcessAccounting({ clock });
    const measured = await accounting.measure([busy, quiet, gone]);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const again = await accounting.measure([busy, quiet, gone]);

    expect(measured.has(gone.sessionId)).toBe(false);
    expect(measured.get(quiet.sessionId)).toMatchObject({ processes: 3 });
    expect(again.get(busy.sessionId)).toMatchObject({ processes: 1, windowMs: expect.any(Number) });
    // Machines under test are busy with other things as well.
    expect(again.get(busy.sessionId)?.cpuPercent).toBeGreaterThan(5);
    expect(again.get(quiet.sessionId)?.cpuPercent).toBeLessThan(5);
    const { memoryBytes = 0 } = again.get(quiet.sessionId) ?? {};
    expect(memoryBytes).toBeGreaterThan(500_000);
    expect(memoryBytes).toBeLessThan(200_000_000);
  });

  test('asked again within two seconds, the same is answered without another look', async () => {
    const session = await startSession('one', 'echo up; sleep 300');
    const accounting = createProcessAccounting({ clock });
    const [first, second] = await Promise.all([accounting.measure([session]), accounting.measure([session])]);
    expect(second).toEqual(first);
    expect((await accounting.measure([session])).get(session.sessionId)).toEqual(first.get(session.sessionId));
  });
});

function usage(pid: number, parentPid: number, changes: Partial<ProcessUsage> = {}): ProcessUsage {
  const base = { processGroupId: pid, sessionId: 1, startTime: String(pid), ended: false, cpuMs: 0, residentBytes: 1 };
  return { pid, parentPid, ...base, ...changes };
}

function session(name: string, pid: number | null): AccountedSession {
  const identity: ProcessIdentity | null = pid === null ? null : { pid, startTime: String(pid), bootId: 'b' };
  return { sessionId: name as SessionId, launchId: `l-${name}` as LaunchId, process: identity };
}

describe('a process belongs', () => {
  const sharesOf = (
    sessions: readonly AccountedSession[],
    entries: readonly ProcessUsage[],
    launches: Readonly<Record<number, string>> = {},
  ) =>
    Object.fromEntries(
      [...sessionProcesses({ sessions, entries, launchOf: ({ pid }) => launches[pid] ?? null })].map(([id, own]) => [
        id,
        own.map(({ pid }) => pid),
      ]),
    );

  test.each([
    ['to the session it descends from', [usage(10, 1), usage(11, 10), usage(12, 11)], {}, [10, 11, 12]],
    ['to the session whose mark it carries', [usage(10, 1), usage(50, 1), usage(51, 50)], { 50: 'l-a' }, [10, 50, 51]],
    ['to nobody when it is another one with the same number', [usage(10, 1, { startTime: '99' })], {}, undefined],
    ['to nobody when it has ended', [usage(10, 1, { ended: true })], {}, undefined],
    ['to the session whose terminal it keeps, and no other', [usage(9, 1, { sessionId: 9 }), usage(10, 9)], {}, [9, 10]],
    ['to nobody when it keeps other things too', [usage(9, 1, { sessionId: 9 }), usage(10, 9), usage(20, 9)], {}, [10]],
    ['to nobody when it is the first of all processes', [usage(1, 0), usage(10, 1)], {}, [10]],
  ] as const)('%s', (_name, entries, launches, expected) => {
    expect(sharesOf([session('a', 10)], entries, launches)['a']).toEqual(expected);
  });

  test('to the innermost session, when one was started by another', () => {
    const entries = [usage(10, 1), usage(11, 10), usage(20, 11), usage(21, 20)];
    expect(sharesOf([session('a', 10), session('b', null)], entries, { 20: 'l-b' })).toEqual({ a: [10, 11], b: [20, 21] });
  });

  test('to somebody or nobody, also when the table has a circle in it', () => {
    expect(sharesOf([session('a', 10)], [usage(5, 6), usage(6, 5), usage(10, 1)])).toEqual({ a: [10] });
  });
});

test('reads processor time and memory from a stat line', () => {
  const line = '77 (a) b (c)) S 12 77 60 34816 77 4194560 100 0 0 0 150 25 0 0 20 0 1 0 5551212 1000 300 18446744073709551615';
  expect(parseLinuxUsage(77, line, 4096)).toMatchObject({ pid: 77, parentPid: 12, cpuMs: 1_750, residentBytes: 300 * 4096 });
  expect(parseLinuxUsage(77, '', 4096)).toBeNull();
});

test('reads the process list of macOS', () => {
  const text = [
    '  0:01.25  2048   812     1   812 S    Sun Nov 22 09:05:10 2026',
    '101:02:03.50 4 9 8 9 Ss+ Sun Nov 22 09:05:10 2026',
    'rubbish',
    '',
  ];
  expect(parseDarwinUsages(text.join('\n'))).toMatchObject([
    { pid: 812, parentPid: 1, cpuMs: 1_250, residentBytes: 2_097_152 },
    { pid: 9, parentPid: 8, cpuMs: (101 * 3600 + 2 * 60 + 3.5) * 1000, residentBytes: 4_096 },
  ]);
});

test('reads variables behind the arguments on macOS', () => {
  const text = ' 812 /bin/sleep 300 PATH=/bin AO_LAUNCH_ID=l-1\n  9 vim AO_LAUNCH_ID\n';
  expect([...parseDarwinVariable(text, 'AO_LAUNCH_ID')]).toEqual([[812, 'l-1']]);
});
