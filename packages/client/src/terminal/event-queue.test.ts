import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventQueue } from './event-queue.ts';

async function drain<Event>(queue: { next(): Promise<Event | null> }): Promise<readonly Event[]> {
  const read: Event[] = [];
  for (let event = await queue.next(); event !== null; event = await queue.next()) read.push(event);
  return read;
}

test('events are read in the order they came, whether the reader is before or behind them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 12 }), async (bursts) => {
      const queue = createEventQueue<number>();
      const reading = drain(queue);
      for (const burst of bursts) {
        for (const event of burst) queue.push(event);
        await Promise.resolve();
      }
      queue.end();
      expect(await reading).toEqual(bursts.flat());
    }),
  );
});

test('what was pushed before the end is still read, what comes after it is not', async () => {
  const queue = createEventQueue<number>();
  queue.push(1);
  queue.end();
  queue.push(2);
  expect(await drain(queue)).toEqual([1]);
  expect(await queue.next()).toBeNull();
});

test('a failure is told after what was pushed before it, and stays', async () => {
  const queue = createEventQueue<number>();
  queue.push(1);
  queue.fail(new Error('lost'));
  expect(await queue.next()).toBe(1);
  await expect(queue.next()).rejects.toThrow('lost');
  await expect(queue.next()).rejects.toThrow('lost');
});

test('the first word on the end counts', async () => {
  const ended = createEventQueue<number>();
  ended.end();
  ended.fail(new Error('too late'));
  expect(await ended.next()).toBeNull();
  const failed = createEventQueue<number>();
  failed.fail(new Error('lost'));
  failed.end();
  await expect(failed.next()).rejects.toThrow('lost');
});

test('a reader that waits is woken by an event, by the end, and by a failure', async () => {
  const [first, second, third] = [createEventQueue<number>(), createEventQueue<number>(), createEventQueue<number>()];
  const outcomes = Promise.allSettled([first.next(), second.next(), third.next()]);
  first.push(7);
  second.end();
  third.fail(new Error('lost'));
  expect(await outcomes).toMatchObject([{ value: 7 }, { value: null }, { reason: { message: 'lost' } }]);
});
