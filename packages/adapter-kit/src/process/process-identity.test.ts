import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { parseDarwinEntries } from './darwin-process-table.ts';
import { parseLinuxStat } from './linux-process-table.ts';
import { isSameProcess, readBootId, readProcessFate, readProcessIdentity, readProcessStart } from './process-identity.ts';
import { findLaunchProcesses, listProcessTree } from './process-tree.ts';
import type { ProcessTable } from './process-table.ts';

test('recognises a running process, and tells replaced, gone and rebooted apart', async () => {
  const identity = await readProcessIdentity(process.pid);
  if (identity === null) throw new Error('this process does not run');
  expect(identity).toEqual({ pid: process.pid, startTime: expect.stringMatching(/\S/), bootId: await readBootId() });
  expect(await isSameProcess(identity)).toBe(true);
  expect(await readProcessFate({ ...identity, startTime: '1' })).toBe('replaced');
  expect(await readProcessFate({ ...identity, bootId: 'another' })).toBe('boot_changed');
  expect(await isSameProcess({ ...identity, startTime: '1' })).toBe(false);

  const child = spawn('/bin/sleep', ['300']);
  const childIdentity = await readProcessIdentity(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await readProcessIdentity(child.pid ?? 0)).toBeNull();
  expect(await readProcessFate({ ...identity, ...childIdentity })).toBe('gone');
});

test('tells when a process was started, good to a second, and nothing of an earlier boot', async () => {
  const child = spawn('/bin/sleep', ['300']);
  const identity = await readProcessIdentity(child.pid ?? 0);
  child.kill('SIGKILL');
  if (identity === null) throw new Error('it ran');
  const startedAt = await readProcessStart(identity);
  expect(Math.abs((startedAt ?? 0) - Date.now())).toBeLessThan(3_000);
  expect(await readProcessStart({ ...identity, bootId: 'another' })).toBeNull();
  expect(await readProcessStart({ ...identity, startTime: 'x' })).toBeNull();
});

test('lists a process with its descendants, itself first', async () => {
  const child = spawn('/bin/sh', ['-c', 'sleep 300 & echo up; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await once(child.stdout, 'data');
    const root = await readProcessIdentity(child.pid ?? 0);
    if (root === null) throw new Error('the shell has ended');
    const tree = await listProcessTree(root);
    expect(tree.map((identity) => identity.pid)).toEqual([child.pid, expect.any(Number)]);
    for (const identity of tree.slice(1)) process.kill(identity.pid, 'SIGKILL');
  } finally {
    child.kill('SIGKILL');
  }
});

test('a session led by another process that got the same pid is not ours', async () => {
  const bootId = await readBootId();
  const stranger = { pid: 500, parentPid: 1, processGroupId: 500, sessionId: 500, startTime: '900', ended: false };
  const table: ProcessTable = {
    readBootId: async () => bootId,
    readEntry: async () => null,
    readEntries: async () => [stranger, { ...stranger, pid: 501, parentPid: 500 }],
    hasEnvironment: () => false,
    usesTerminal: () => false,
    startedAt: () => null,
    startedBefore: (entry, other) => Number(entry.startTime) < Number(other.startTime),
  };
  const ours = { pid: 500, startTime: '100', bootId };
  expect(await findLaunchProcesses({ roots: [ours], sessionLeader: ours, notBefore: ours }, table)).toEqual([]);
  const same = { ...ours, startTime: '900' };
  expect(await findLaunchProcesses({ roots: [same], sessionLeader: same, notBefore: ours }, table)).toHaveLength(2);
});

test('reads a stat line of a program whose name holds blanks and parentheses', () => {
  const line = '77 (a) b (c)) S 12 77 60 34816 77 4194560 100 0 0 0 1 2 0 0 20 0 1 0 5551212 1000 10';
  expect(parseLinuxStat(77, line)).toEqual({
    pid: 77,
    parentPid: 12,
    processGroupId: 77,
    sessionId: 60,
    startTime: '5551212',
    ended: false,
  });
  expect(parseLinuxStat(77, '')).toBeNull();
});

test('reads the process list of macOS', () => {
  const text = ['  1     0     1 Ss   Sun Nov 22 09:00:01 2026', ' 812   1   812 Z+   Sun Nov 22 09:05:10 2026    ', '', 'rubbish'].join(
    '\n',
  );
  expect(parseDarwinEntries(text)).toEqual([
    { pid: 1, parentPid: 0, processGroupId: 1, sessionId: 0, startTime: 'Sun Nov 22 09:00:01 2026', ended: false },
    { pid: 812, parentPid: 1, processGroupId: 812, sessionId: 0, startTime: 'Sun Nov 22 09:05:10 2026', ended: true },
  ]);
});

test('a process that was given the pid of one to be spared is not spared: it would survive the end of its terminal', async () => {
  const bootId = await readBootId();
  const server = { pid: 500, parentPid: 1, processGroupId: 500, sessionId: 500, startTime: '900', ended: false };
  const table: ProcessTable = {
    readBootId: async () => bootId,
    readEntry: async () => null,
    readEntries: async () => [server, { ...server, pid: 501, parentPid: 500 }],
    hasEnvironment: () => true,
    usesTerminal: () => false,
    startedBefore: () => false,
    startedAt: () => null,
  };
  const marks = { roots: [], environment: 'MARK=x', notBefore: { pid: 0, startTime: '0', bootId } };
  const spared = await findLaunchProcesses({ ...marks, spare: [{ pid: 500, startTime: '900', bootId }] }, table);
  expect(spared.map(({ pid }) => pid)).toEqual([501]);
  const others = await findLaunchProcesses({ ...marks, spare: [{ pid: 500, startTime: '7', bootId }] }, table);
  expect(others.map(({ pid }) => pid)).toEqual([500, 501]);
});
