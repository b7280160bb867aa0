import type { LongLived } from '@ao/ports';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createSupervisor } from './supervisor.ts';

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

test('a part that fails is run again after pauses that double', async () => {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const startedAt: number[] = [];
  const supervisor = createSupervisor({ clock, logger });
  supervisor.start({
    name: 'fragile',
    run: () => {
      startedAt.push(clock.monotonic());
      return Promise.reject(new Error('broken'));
    },
  });
  await clock.advance(250 + 500 + 1000);
  expect(startedAt).toEqual([0, 250, 750, 1750]);
  expect(logger.lines[0]).toMatchObject({ level: 'error', fields: { part: 'fragile' } });
  expect(await supervisor.stop(1000)).toEqual([]);
});

test('stopping waits for every part and names the ones that do not end', async () => {
  const clock = createFakeClock();
  const supervisor = createSupervisor({ clock, logger: createRecordingLogger() });
  const ended: string[] = [];
  const obedient: LongLived = { name: 'obedient', run: async (signal) => void (await untilAborted(signal), ended.push('obedient')) };
  supervisor.start(obedient);
  supervisor.start({ name: 'stuck', run: () => new Promise<void>(() => {}) });
  const stopped = supervisor.stop(5000);
  await clock.advance(5000);
  expect(await stopped).toEqual(['stuck']);
  expect(ended).toEqual(['obedient']);
});

test('draining lets parts finish what they accepted, up to the limit', async () => {
  const clock = createFakeClock();
  const supervisor = createSupervisor({ clock, logger: createRecordingLogger() });
  let cutOff = false;
  supervisor.start({
    name: 'slow to drain',
    run: untilAborted,
    drain: async (signal) => void (await untilAborted(signal), (cutOff = true)),
  });
  const drained = supervisor.drain(2000);
  await clock.advance(2000);
  await drained;
  expect(cutOff).toBe(true);
});
