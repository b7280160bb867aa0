import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AoError, type ProjectConfig } from '@ao/domain';
import { createObservedWorld, MINUTE } from './__fixtures__/observed-world.ts';
import { check, checks } from './__fixtures__/scripted-scm.ts';

/** Limits so wide that they are never reached: what is missing then is lost. */
const WIDE = { perHead: 100, inARow: 100, coolDownMs: 0, maxCoolDownMs: 0 };
const config: ProjectConfig = { reactions: { limits: { ci: WIDE }, modes: { ready: 'off', conflict: 'off', review: 'off' } } };

type Happening =
  | { readonly type: 'checks'; readonly state: 'failed' | 'passed' | 'running' }
  | { readonly type: 'push' }
  | { readonly type: 'rerun' }
  | { readonly type: 'agent'; readonly state: 'idle' | 'active' | 'blocked' }
  | { readonly type: 'host'; readonly isAway: boolean }
  | { readonly type: 'delivered' }
  | { readonly type: 'lost' }
  | { readonly type: 'crash'; readonly afterPoints: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('checks' as const), state: fc.constantFrom('failed', 'passed', 'running') }) },
  { weight: 2, arbitrary: fc.constant({ type: 'push' } as const) },
  { weight: 2, arbitrary: fc.constant({ type: 'rerun' } as const) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('agent' as const), state: fc.constantFrom('idle', 'active', 'blocked') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('host' as const), isAway: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ type: 'delivered' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'lost' } as const) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('crash' as const), afterPoints: fc.integer({ min: 1, max: 12 }) }) },
);

const chapter = fc.record({ happening, minutes: fc.integer({ min: 0, max: 6 }) });

test('whatever happens, crashes included: a failure of a commit is never told twice, and what is so in the end is told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(chapter, { maxLength: 14 }), async (chapters) => {
      const world = createObservedWorld({ config });
      const id = world.spawn();
      const { id: pullRequest } = world.open(id);
      let head = 'a1';
      let runs = 0;
      let state: 'failed' | 'passed' | 'running' = 'passed';
      const show = (): void => {
        runs += 1;
        world.change(pullRequest, { headCommit: head, checks: checks([check('test', { id: `github.com:run-${runs}`, state })], head) });
      };
      const settleMessages = (to: 'acknowledged' | 'refused'): void => {
        for (const { id: messageId } of world.stores.messages.listOpen(id)) {
          const receipt = { state: to, at: world.clock.now(), evidence: 'test', screen: null };
          world.stores.messages.advance(messageId, ['queued'], to === 'refused' ? { receipt } : { receipt, delivery: 'typed' });
        }
      };
      let process = world.start();
      await world.clock.advance(1_000);
      for (const { happening: next, minutes } of chapters) {
        switch (next.type) {
          case 'checks':
            state = next.state;
            show();
            break;
          case 'push':
            [head, state] = [`c${runs}`, 'running'];
            show();
            break;
          case 'rerun':
            show();
            break;
          case 'agent':
            world.setActivity(id, next.state);
            break;
          case 'host':
            world.scm.fault = next.isAway ? new AoError('FORGE_UNAVAILABLE') : null;
            break;
          case 'delivered':
            settleMessages('acknowledged');
            break;
          case 'lost':
            settleMessages('refused');
            break;
          case 'crash':
            process.life.crashAtPoint(next.afterPoints);
            await world.clock.advance(2 * MINUTE);
            process.life.crash();
            process = world.start();
            break;
        }
        await world.clock.advance(minutes * MINUTE);
      }
      // In the end everybody is there, and nobody does anything any more.
      world.scm.fault = null;
      world.setActivity(id, 'idle');
      process.observer.requestLook({ reason: 'the end' });
      await world.clock.advance(40 * MINUTE);
      await process.stop();

      const messages = world.messages(id);
      const reached = messages.filter((message) => message.state !== 'withdrawn' && message.state !== 'refused');
      const perHead = Map.groupBy(reached, ({ text }) => /at commit (\w+)/.exec(text)?.[1] ?? 'none');
      for (const [commit, told] of perHead) expect(told.length, `messages about ${commit}`).toBe(1);
      expect(reached.filter(({ text }) => text.includes(`at commit ${head}`)).length >= 1 || state !== 'failed', 'told in the end').toBe(
        true,
      );
      // Nobody is told of what has passed while the message still waited.
      if (state === 'passed') expect(messages.filter((message) => message.state === 'queued')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
