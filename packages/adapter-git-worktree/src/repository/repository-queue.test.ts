import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { busyRepositories, runInRepositoryQueue, waitUnlessAborted } from './repository-queue.ts';

/** Work that ends when it is told to, and notes when it began and ended. */
function makeWork(log: string[]) {
  return (name: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const work = async (): Promise<string> => {
      log.push(`${name} begins`);
      await promise;
      log.push(`${name} ends`);
      return name;
    };
    return { work, finish: resolve };
  };
}

test('work on one repository runs one after the other, work on another one beside it', async () => {
  const log: string[] = [];
  const [first, second, other] = ['first', 'second', 'other'].map(makeWork(log));
  if (first === undefined || second === undefined || other === undefined) throw new Error('unreachable');
  const results = [runInRepositoryQueue('/a', first.work), runInRepositoryQueue('/a', second.work), runInRepositoryQueue('/b', other.work)];
  await turn();
  expect(log).toEqual(['first begins', 'other begins']);
  second.finish();
  first.finish();
  other.finish();
  expect(await Promise.all(results)).toEqual(['first', 'second', 'other']);
  expect(log.indexOf('second begins')).toBeGreaterThan(log.indexOf('first ends'));
  await turn();
  expect(busyRepositories()).toBe(0);
});

test('failing work does not stop what waits behind it', async () => {
  const failing = runInRepositoryQueue('/a', () => Promise.reject(new Error('no')));
  const next = runInRepositoryQueue('/a', () => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});

test('who gives up while waiting never runs, and lets nobody overtake', async () => {
  const log: string[] = [];
  const make = makeWork(log);
  const first = make('first');
  const stop = new AbortController();
  const running = runInRepositoryQueue('/a', first.work);
  const given = runInRepositoryQueue('/a', make('given up').work, stop.signal);
  const third = make('third');
  const waiting = runInRepositoryQueue('/a', third.work);
  stop.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  expect(log).toEqual(['first begins']);
  first.finish();
  third.finish();
  await Promise.all([running, waiting]);
  expect(log).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

test('waiting without a signal, or with one that is not given, answers the promise', async () => {
  expect(await waitUnlessAborted(Promise.resolve(1), undefined)).toBe(1);
  expect(await waitUnlessAborted(Promise.resolve(2), new AbortController().signal)).toBe(2);
  await expect(waitUnlessAborted(Promise.resolve(3), AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
});
