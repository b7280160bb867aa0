import { describe, expect, test } from 'vitest';
import { notice, recordingOutlet, refused, toldWorld } from '../__fixtures__/told-world.ts';

const MINUTE = 60_000;

test('a notice is told once, however often it is raised', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk] });
  expect([notifications.raise(notice('a')), notifications.raise(notice('a'))]).toEqual([true, false]);
  await clock.advance(0);
  expect(notifications.raise(notice('a', { text: 'again' }))).toBe(false);
  await clock.advance(60 * MINUTE);
  expect(desk.taken).toMatchObject([
    { kind: 'notice', attempt: 1, title: 'ao', text: 'text of a', more: 0, notices: [{ id: 1, key: 'a' }] },
  ]);
});

test('every outlet gets it by itself: one that is slow or broken does not hold up the others', async () => {
  const [slow, broken, well] = [recordingOutlet('slow'), recordingOutlet('broken'), recordingOutlet('well')];
  slow.answers = [new Promise(() => undefined)];
  broken.deliver = () => Promise.reject(new Error('a bug'));
  const { clock, notifications, stores } = toldWorld({ outlets: [slow, broken, well] });
  notifications.raise(notice('a'));
  notifications.raise(notice('b'));
  await clock.advance(0);
  expect([slow.words(), well.words()]).toEqual([['ao | text of a'], ['ao | text of a', 'ao | text of b']]);
  expect(stores.notices.get(1)?.deliveries).toMatchObject([
    { outlet: 'broken', state: 'waiting', attempts: 1, detail: 'a bug' },
    { outlet: 'slow', state: 'sending', attempts: 1 },
    { outlet: 'well', state: 'delivered', attempts: 1, notBefore: null },
  ]);
});

test('a notice that was raised in a transaction that failed is not told', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications, stores } = toldWorld({ outlets: [desk] });
  expect(() =>
    stores.transaction(() => {
      notifications.raise(notice('a'));
      throw new Error('no');
    }),
  ).toThrow('no');
  await clock.advance(MINUTE);
  expect(desk.taken).toEqual([]);
});

test('what outlets get is one line without control characters, and only addresses of pages', async () => {
  const desk = recordingOutlet('desk');
  const { clock, notifications } = toldWorld({ outlets: [desk] });
  notifications.raise(notice('a', { text: '\u001b[31mred\u001b[0m\u0007\nand\u202e ' + 'x'.repeat(900), url: 'javascript:alert(1)' }));
  notifications.raise(notice('b', { text: '\u0007', url: 'https://example.org/pull/1' }));
  await clock.advance(0);
  const [first, second] = desk.taken;
  expect(first?.text).toMatch(/^red and.* x+…$/u);
  expect(first?.text.length).toBe(500);
  expect(first?.notices[0]?.url).toBeNull();
  expect(second).toMatchObject({ text: 'report', notices: [{ url: 'https://example.org/pull/1' }] });
});

describe('an outlet that does not take it', () => {
  test('is asked again with growing pauses, with the same id, until it does', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused(), { state: 'unknown', detail: 'gone' }, refused()];
    const { clock, notifications, stores } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    const seen: number[] = [];
    for (const afterMs of [0, 4_999, 1, 9_999, 1, 19_999, 1, 60 * MINUTE]) {
      await clock.advance(afterMs);
      seen.push(desk.taken.length);
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(new Set(desk.taken.map(({ id }) => id)).size).toBe(1);
    expect(desk.taken.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'delivered', attempts: 4, detail: null }]);
  });

  test('is left alone for as long as it asks, within bounds', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused('Too many.', { retryAfterMs: 90_000 }), refused('Too many.', { retryAfterMs: 1e12 })];
    const { clock, notifications } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    await clock.advance(89_999);
    expect(desk.taken).toHaveLength(1);
    await clock.advance(1);
    expect(desk.taken).toHaveLength(2);
    await clock.advance(30 * MINUTE - 1);
    expect(desk.taken).toHaveLength(2);
    await clock.advance(1);
    expect(desk.taken).toHaveLength(3);
  });

  test('is given up after its number of attempts; what comes later is told all the same', async () => {
    const desk = recordingOutlet('desk', 2);
    desk.answers = [refused(), refused('Still no.')];
    const { clock, notifications, stores, logger } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    await clock.advance(10 * MINUTE);
    expect(stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'failed', attempts: 2, detail: 'Still no.', notBefore: null }]);
    expect(logger.lines.at(-1)).toMatchObject({
      level: 'warn',
      message: 'notices were given up',
      fields: { outlet: 'desk', reason: 'Still no.' },
    });
    notifications.raise(notice('b'));
    await clock.advance(0);
    expect(desk.words().at(-1)).toBe('ao | text of b');
  });

  test('is not asked again when it would never take it', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused('Wrong address.', { isFinal: true })];
    const { clock, notifications } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    await clock.advance(60 * MINUTE);
    expect(desk.taken).toHaveLength(1);
  });

  test('does not wait longer because the clock was put back', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused()];
    const { clock, notifications } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    await clock.advance(0);
    clock.jumpWallClock(-7 * 24 * 60 * MINUTE);
    await clock.advance(5_000);
    expect(desk.taken).toHaveLength(2);
  });

  test('is trouble the other outlets tell of, once, until something gets through', async () => {
    const [desk, team] = [recordingOutlet('desk', 1), recordingOutlet('team')];
    desk.answers = [refused('No route.'), refused('No route.')];
    const { clock, notifications, stores } = toldWorld({ outlets: [desk, team] });
    notifications.raise(notice('a'));
    notifications.raise(notice('b'));
    await clock.advance(0);
    expect(team.words()).toEqual(['ao | text of a', 'ao | text of b', 'ao | Notices do not get through to desk: No route.']);
    expect(desk.words()).toEqual(['ao | text of a', 'ao | text of b']);
    notifications.raise(notice('c'));
    await clock.advance(0);
    expect(stores.notices.listStanding('trouble')).toEqual([]);
    expect(notifications.report()).toMatchObject([
      { outlet: 'desk', waiting: 0, last: { state: 'delivered' } },
      { outlet: 'team', waiting: 0, last: { state: 'delivered' } },
    ]);
  });
});

describe('what has passed', () => {
  test('is not told any more, neither for the first time nor again', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused()];
    const { clock, notifications, stores } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    notifications.withdraw('a');
    notifications.withdraw('unheard of');
    notifications.raise(notice('b'));
    await clock.advance(0);
    notifications.withdraw('b');
    await clock.advance(60 * MINUTE);
    expect(desk.words()).toEqual(['ao | text of b']);
    expect(stores.notices.get(1)?.deliveries).toEqual([]);
    expect(stores.notices.get(2)?.deliveries).toMatchObject([{ state: 'withdrawn', attempts: 1 }]);
  });

  test('while it is being handed over is not tried again', async () => {
    const desk = recordingOutlet('desk');
    const answer = Promise.withResolvers<ReturnType<typeof refused>>();
    desk.answers = [answer.promise];
    const { clock, notifications, stores } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    await clock.advance(0);
    notifications.withdraw('a');
    answer.resolve(refused());
    await clock.advance(60 * MINUTE);
    expect(desk.taken).toHaveLength(1);
    expect(stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'withdrawn', detail: 'It said no.' }]);
  });

  test('and was never told is told when it comes again', async () => {
    const desk = recordingOutlet('desk');
    const { clock, notifications } = toldWorld({ outlets: [desk] });
    notifications.raise(notice('a'));
    notifications.withdraw('a');
    expect(notifications.raise(notice('a'))).toBe(true);
    await clock.advance(0);
    notifications.withdraw('a');
    expect(notifications.raise(notice('a'))).toBe(false);
    expect(desk.taken).toHaveLength(1);
  });
});

describe('settings that change', () => {
  test('count at once; what goes to an outlet that is gone is given up', async () => {
    const [desk, team] = [recordingOutlet('desk'), recordingOutlet('team')];
    desk.answers = [refused()];
    const { clock, notifications, setup, stores } = toldWorld({ outlets: [desk, team] });
    notifications.raise(notice('a'));
    await clock.advance(0);
    setup.set({ outlets: setup.current().outlets.slice(1) });
    await clock.advance(0);
    expect(stores.notices.get(1)?.deliveries).toMatchObject([
      { outlet: 'desk', state: 'failed', detail: 'The outlet was removed from the settings.' },
      { outlet: 'team', state: 'delivered' },
    ]);
  });

  test('that cannot be read take nothing away', async () => {
    const desk = recordingOutlet('desk');
    desk.answers = [refused()];
    const { clock, notifications, setup } = toldWorld({ outlets: [desk] });
    const { outlets } = setup.current();
    notifications.raise(notice('a'));
    await clock.advance(0);
    setup.set({ outlets: [], problem: 'It is no JSON.' });
    await clock.advance(MINUTE);
    setup.set({ outlets, problem: null });
    await clock.advance(0);
    expect(desk.taken).toHaveLength(2);
  });
});
