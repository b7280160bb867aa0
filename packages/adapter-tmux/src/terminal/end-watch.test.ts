import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readProcessIdentity } from '@ao/adapter-kit';
import type { LaunchId, ProcessIdentity, RuntimeHandle, SessionId } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LaunchLocation } from '../launch-location.ts';
import { createEndWatch, type EndWatch } from './end-watch.ts';

const location = (terminalId: string): LaunchLocation => ({
  handle: `tmux:${terminalId}` as RuntimeHandle,
  terminalId,
  tmuxSession: terminalId,
  sessionId: terminalId as SessionId,
  launchId: 'launch' as LaunchId,
  sessionDirectory: '/nowhere',
  directory: '/nowhere/launch',
});

const clock = createFakeClock();
let child: ChildProcess;
let program: ProcessIdentity;
let gone: string[];
let watch: EndWatch;
beforeEach(async () => {
  child = spawn('/bin/sleep', ['600']);
  program = (await readProcessIdentity(child.pid ?? 0)) as ProcessIdentity;
  gone = [];
  watch = createEndWatch({
    clock,
    async onGone({ terminalId }) {
      gone.push(terminalId);
    },
  });
});
afterEach(() => {
  watch.close();
  child.kill('SIGKILL');
});

async function endChild(): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

test('an end that tmux has missed is noticed within a second, and until it is dealt with', async () => {
  watch.add(location('one'), program);
  await clock.advance(3_000);
  expect(gone).toEqual([]);
  await endChild();
  await clock.advance(1_000);
  await vi.waitFor(() => expect(gone).toEqual(['one']));
  // The timer of the next look is set once this one is over.
  await vi.waitFor(async () => {
    await clock.advance(1_000);
    expect(gone.length).toBeGreaterThan(1);
  });
});

test('a terminal that is no longer watched is not looked at', async () => {
  watch.add(location('one'), program);
  watch.delete('one');
  await endChild();
  await clock.advance(10_000);
  expect(gone).toEqual([]);
  expect(watch.get('one')).toBeUndefined();
});

test('a failure to look after one terminal keeps none from being looked after', async () => {
  const asked: string[] = [];
  const failing = createEndWatch({
    clock,
    async onGone({ terminalId }) {
      asked.push(terminalId);
      throw new Error('no');
    },
  });
  failing.add(location('one'), program);
  failing.add(location('two'), program);
  await endChild();
  await vi.waitFor(async () => {
    await clock.advance(1_000);
    expect(asked.slice(0, 4)).toEqual(['one', 'two', 'one', 'two']);
  });
  failing.close();
});
