import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServerTurns } from './server-turns.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a client that comes waits for what is told to all, and what is told next waits for it', async () => {
  const turns = createServerTurns();
  const seen: string[] = [];
  const gates = { first: Promise.withResolvers<void>(), client: Promise.withResolvers<void>() };
  const first = turns.announce(async () => {
    seen.push('first');
    await gates.first.promise;
  });
  const client = turns.admit(async () => {
    seen.push('client');
    await gates.client.promise;
  });
  const second = turns.announce(async () => void seen.push('second'));
  await settled();
  expect(seen).toEqual(['first']);
  gates.first.resolve();
  await first;
  await settled();
  expect(seen).toEqual(['first', 'client']);
  gates.client.resolve();
  await Promise.all([client, second]);
  expect(seen).toEqual(['first', 'client', 'second']);
});

test('work that fails gives its turn away, and what it gave reaches who asked', async () => {
  const turns = createServerTurns();
  const failing = turns.admit(() => Promise.reject(new Error('it did not come')));
  const next = turns.announce(async () => 'told');
  await expect(failing).rejects.toThrow('it did not come');
  expect(await next).toBe('told');
});

test('whatever comes in whichever order, the two kinds never run at once, and everything runs', () =>
  fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.record({ kind: fc.constantFrom('admit', 'announce'), fails: fc.boolean() }), { maxLength: 20 }),
      async (scheduler, jobs) => {
        const turns = createServerTurns();
        const running = { admit: 0, announce: 0 };
        let done = 0;
        const work = jobs.map(async ({ kind, fails }) => {
          await scheduler.schedule(Promise.resolve());
          await turns[kind](async () => {
            running[kind] += 1;
            expect(Math.min(running.admit, running.announce)).toBe(0);
            await scheduler.schedule(Promise.resolve());
            running[kind] -= 1;
            done += 1;
            if (fails) throw new Error('failed');
          }).catch(() => undefined);
        });
        await scheduler.waitFor(Promise.all(work));
        expect(done).toBe(jobs.length);
      },
    ),
  ));
