import { expect, test } from 'vitest';
import fc from 'fast-check';
import { NOON, notice, recordingOutlet, refused, toldWorld } from '../__fixtures__/told-world.ts';
import { WEEKDAYS } from '../settings/notification-settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const noonToOne = { fromMinute: 12 * 60, toMinute: 13 * 60, days: WEEKDAYS, timeZone: 'UTC' };

test('what falls into quiet hours is told in one summary afterwards; what is urgent at once', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications, stores } = toldWorld({ outlets: [desk], settings: { quietHours: [noonToOne] } });
  notifications.raise(notice('a'));
  await clock.advance(10 * MINUTE);
  notifications.raise(notice('b', { priority: 'high', text: 'now!' }));
  notifications.raise(notice('c'));
  notifications.raise(notice('d'));
  await clock.advance(10 * MINUTE);
  notifications.withdraw('d');
  expect(desk.words()).toEqual(['ao | now!']);
  expect(stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'waiting', hold: 'quiet_hours', attempts: 0 }]);
  await clock.advance(39 * MINUTE);
  expect(desk.taken).toHaveLength(1);
  await clock.advance(2 * MINUTE);
  expect(desk.words()).toEqual(['ao | now!', 'ao: 2 notices | text of a\ntext of c']);
  expect(desk.taken[1]).toMatchObject({ kind: 'summary', more: 0, notices: [{ key: 'a' }, { key: 'c' }] });
});

test('a single one that was held back is told as itself', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk], settings: { quietHours: [noonToOne] } });
  notifications.raise(notice('a'));
  await clock.advance(2 * HOUR);
  expect(desk.taken).toMatchObject([{ kind: 'notice', text: 'text of a' }]);
});

test('in quiet hours nothing passes where people do not want it', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk], settings: { quietHours: [noonToOne], highPasses: false } });
  notifications.raise(notice('a', { priority: 'high' }));
  await clock.advance(59 * MINUTE);
  expect(desk.taken).toEqual([]);
  await clock.advance(2 * MINUTE);
  expect(desk.taken).toHaveLength(1);
});

test('quiet hours that are taken out of the settings end at once', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications, setup } = toldWorld({ outlets: [desk], settings: { quietHours: [noonToOne] } });
  notifications.raise(notice('a'));
  await clock.advance(0);
  setup.set({ settings: { ...setup.current().settings, quietHours: [] } });
  await clock.advance(0);
  expect(desk.taken).toHaveLength(1);
});

test('a clock that is set out of quiet hours is noticed within a minute', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk], settings: { quietHours: [noonToOne] } });
  notifications.raise(notice('a'));
  await clock.advance(0);
  clock.jumpWallClock(5 * HOUR);
  await clock.advance(MINUTE);
  expect(desk.taken).toHaveLength(1);
});

test('a flood becomes a few messages and a digest', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk], rules: { rateLimit: { count: 3, perMs: 10 * MINUTE } } });
  for (let number = 1; number <= 20; number += 1) notifications.raise(notice(`n-${number}`));
  await clock.advance(9 * MINUTE);
  expect(desk.words()).toEqual(['ao | text of n-1', 'ao | text of n-2', 'ao | text of n-3']);
  await clock.advance(2 * MINUTE);
  const digest = desk.taken[3];
  expect(digest).toMatchObject({ kind: 'summary', title: 'ao: 17 notices', more: 7 });
  expect(digest?.text.split('\n')).toEqual([
    '7 more before these:',
    ...Array.from({ length: 10 }, (_, index) => `text of n-${index + 11}`),
  ]);
  expect(desk.taken).toHaveLength(4);
});

test('a wave of ends is told once; sessions are named', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk] });
  for (let number = 1; number <= 3; number += 1) {
    notifications.raise(notice(`e-${number}`, { kind: 'ended', text: 'The agent vanished.' }));
    await clock.advance(2_000);
  }
  await clock.advance(10_000);
  expect(desk.words()).toEqual(['ao: 3 notices | The agent vanished.\nThe agent vanished.\nThe agent vanished.']);
});

test('rules say what goes where', async () => {
  const [all, few] = [recordingOutlet('all'), recordingOutlet('few')];
  const { clock, notifications, setup, stores } = toldWorld({ outlets: [all, few], settings: { kindsOff: ['report'] } });
  const [first, second] = setup.current().outlets;
  if (first === undefined || second === undefined) throw new Error('two outlets');
  const rules = { minimumPriority: 'high', kinds: ['question', 'needs_you'], projects: ['api'] } as const;
  setup.set({
    outlets: [
      { ...first, rules: { ...first.rules, minimumPriority: 'low' } },
      { ...second, rules: { ...second.rules, ...rules } },
    ],
  });
  notifications.raise(notice('off', { priority: 'high' }));
  notifications.raise(notice('low', { kind: 'question', priority: 'low' }));
  notifications.raise(notice('other', { kind: 'trouble', priority: 'high' }));
  notifications.raise(notice('both', { kind: 'question', priority: 'high' }));
  await clock.advance(0);
  expect(all.words()).toEqual(['ao | text of other', 'ao | text of both', 'ao | text of low']);
  expect(few.words()).toEqual(['ao | text of both']);
  expect(stores.notices.get(1)?.deliveries).toEqual([]);
});

test('whatever happens, each notice is delivered exactly once to an outlet that always says what it did', async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('raise' as const), kind: fc.constantFrom('report' as const, 'ended' as const), high: fc.boolean() }),
    fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 2 * HOUR }) }),
    fc.record({ type: fc.constant('jump' as const), ms: fc.integer({ min: -26 * HOUR, max: 26 * HOUR }) }),
    fc.record({ type: fc.constant('refuse' as const), times: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ type: fc.constant('restart' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const desk = recordingOutlet('desk', 100);
      const world = toldWorld({
        outlets: [desk],
        settings: { quietHours: [noonToOne] },
        rules: { rateLimit: { count: 2, perMs: HOUR } },
        startAt: NOON - HOUR,
      });
      let running = { notifications: world.notifications, stop: world.stop };
      let raised = 0;
      let refusals = 0;
      const answer = desk.deliver.bind(desk);
      const delivered: number[] = [];
      desk.deliver = async (dispatch, signal) => {
        if (refusals > 0) {
          refusals -= 1;
          return refused();
        }
        delivered.push(...dispatch.notices.map(({ id }) => id));
        return answer(dispatch, signal);
      };
      for (const each of steps) {
        if (each.type === 'raise') {
          raised += 1;
          running.notifications.raise(notice(`n-${raised}`, { kind: each.kind, priority: each.high ? 'high' : 'normal' }));
        }
        if (each.type === 'wait') await world.clock.advance(each.ms);
        if (each.type === 'jump') world.clock.jumpWallClock(each.ms);
        if (each.type === 'refuse') refusals += each.times;
        if (each.type === 'restart') {
          await running.stop();
          running = world.start();
        }
      }
      refusals = 0;
      await world.clock.advance(80 * HOUR);
      await running.stop();
      const more = desk.taken.reduce((sum, dispatch) => sum + dispatch.more, 0);
      expect(new Set(delivered).size).toBe(delivered.length);
      expect(delivered.length + more).toBe(raised);
      expect(world.stores.notices.listOpenDeliveries()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
