import type { NoticeOutcome, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { expect, test } from 'vitest';
import { NOON, notice, recordingOutlet, refused, toldWorld } from './__fixtures__/told-world.ts';

/** What a process leaves behind: the stores as they are, and nothing of what it had in mind. */
function openStores(): { readonly stores: Stores; kill(): Stores } {
  const stores = createInMemoryStores({ clock: createFakeClock(NOON) });
  let isDead = false;
  const alive = <Result>(work: () => Result): Result => {
    if (isDead) throw new Error('this process is dead');
    return work();
  };
  return {
    stores: { ...stores, transaction: (work) => alive(() => stores.transaction(work)) },
    kill() {
      isDead = true;
      return stores;
    },
  };
}

const never = () => new Promise<NoticeOutcome>(() => undefined);

test('a process that ends in the middle of a delivery loses nothing, and tells nothing twice that it knows was told', async () => {
  const before = recordingOutlet('desk');
  before.answers = [{ state: 'delivered' }, refused(), never()];
  const process = openStores();
  const first = toldWorld({ outlets: [before], stores: process.stores });
  first.notifications.raise(notice('told'));
  await first.clock.advance(0);
  first.notifications.raise(notice('refused'));
  await first.clock.advance(0);
  first.notifications.raise(notice('under way'));
  first.notifications.raise(notice('not begun'));
  await first.clock.advance(0);
  expect(before.words()).toHaveLength(3);
  // As a kill does it: nothing is put down, nobody is waited for.
  const stores = process.kill();

  const after = recordingOutlet('desk');
  const second = toldWorld({ outlets: [after], stores, startAt: NOON + 60_000 });
  await second.clock.advance(0);
  expect(after.words().toSorted()).toEqual(['ao | text of not begun', 'ao | text of refused', 'ao | text of under way']);
  const [again] = after.taken.filter(({ text }) => text === 'text of under way');
  expect(again).toMatchObject({ id: before.taken[2]?.id, attempt: 2 });
  expect(second.stores.notices.listOpenDeliveries()).toEqual([]);
  await second.stop();
});

test('what was told together and interrupted is told together again', async () => {
  const before = recordingOutlet('desk');
  before.answers = [never()];
  const process = openStores();
  const first = toldWorld({ outlets: [before], stores: process.stores });
  for (const key of ['a', 'b', 'c']) first.notifications.raise(notice(key, { kind: 'ended' }));
  await first.clock.advance(6_000);
  expect(before.taken).toMatchObject([{ kind: 'summary', title: 'ao: 3 notices' }]);
  const stores = process.kill();

  const after = recordingOutlet('desk');
  const second = toldWorld({ outlets: [after], stores });
  second.notifications.withdraw('b');
  second.notifications.raise(notice('d'));
  await second.clock.advance(0);
  expect(after.taken.map(({ id, text }) => [id === before.taken[0]?.id, text])).toEqual([
    [true, 'text of a\ntext of c'],
    [false, 'text of d'],
  ]);
  await second.stop();
});

test('a stop in good order ends what is under way, and leaves it for the next start', async () => {
  const before = recordingOutlet('desk');
  before.deliver = (_dispatch, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ state: 'unknown', detail: 'The daemon stopped.' }));
    });
  const process = openStores();
  const first = toldWorld({ outlets: [before], stores: process.stores });
  first.notifications.raise(notice('a'));
  await first.clock.advance(0);
  await first.stop();
  expect(first.stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'waiting', attempts: 1, detail: 'The daemon stopped.' }]);
  const stores = process.kill();

  const after = recordingOutlet('desk');
  const second = toldWorld({ outlets: [after], stores });
  await second.clock.advance(10_000);
  expect(after.taken).toMatchObject([{ attempt: 2, text: 'text of a' }]);
  await second.stop();
});

test('while the daemon drains, deliveries under way are waited for, but not for ever', async () => {
  const desk = recordingOutlet('desk');
  const answer = Promise.withResolvers<NoticeOutcome>();
  desk.answers = [answer.promise];
  const world = toldWorld({ outlets: [desk] });
  world.notifications.raise(notice('a'));
  await world.clock.advance(0);
  const limit = new AbortController();
  let drained = false;
  const draining = world.notifications.delivery.drain?.(limit.signal).then(() => {
    drained = true;
  });
  await world.clock.advance(0);
  expect(drained).toBe(false);
  limit.abort();
  await draining;
  answer.resolve({ state: 'delivered' });
  await world.stop();
  expect(world.stores.notices.get(1)?.deliveries).toMatchObject([{ state: 'delivered' }]);
});
