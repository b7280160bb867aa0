import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readProcessIdentity } from '@ao/adapter-kit';
import type { ExitFacts } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { expect, test, vi } from 'vitest';
import { watchForEnd } from './end-watch.ts';

const exit: ExitFacts = { at: 5, code: 3, signal: null, evidence: 'exit_record' };

test('a viewer hears of an end that tmux has missed, within a second', async () => {
  const clock = createFakeClock();
  const child = spawn('/bin/sleep', ['600']);
  const program = await readProcessIdentity(child.pid ?? 0);
  let isWanted = true;
  const told: ExitFacts[] = [];
  const asked = vi.fn<() => Promise<ExitFacts>>(async () => exit);
  watchForEnd({
    clock,
    isWanted: () => isWanted,
    findProgram: async () => program,
    findExit: asked,
    onEnd: async (facts) => {
      told.push(facts);
      isWanted = false;
    },
  });
  await clock.advance(3_000);
  expect(asked).not.toHaveBeenCalled();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await clock.advance(1_000);
  await vi.waitFor(() => expect(told).toEqual([exit]));
});

test('nobody is asked when nobody looks any more', async () => {
  const clock = createFakeClock();
  const findProgram = vi.fn<() => Promise<null>>(async () => null);
  watchForEnd({ clock, isWanted: () => false, findProgram, findExit: async () => null, onEnd: async () => {} });
  await clock.advance(10_000);
  expect(findProgram).not.toHaveBeenCalled();
});
