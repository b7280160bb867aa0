import { AoError } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { describe, expect, test, vi } from 'vitest';
import { ABORT_GRACE_MS, boundedCall } from './bounded-call.ts';

function setUp(signal?: AbortSignal) {
  const clock = createFakeClock();
  const onLate = { begin: vi.fn<() => void>(), settle: vi.fn<(outcome: PromiseSettledResult<string>) => void>() };
  return { clock, onLate, options: { clock, limitMs: 1000, overdue: () => new AoError('GIT_TIMEOUT'), signal, onLate } };
}

async function outcomeOf<Result>(promise: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const [outcome] = await Promise.allSettled([promise]);
  return outcome;
}

describe('a bounded call', () => {
  test('answers what the call answers, and leaves no timer behind', async () => {
    const { clock, options } = setUp();
    expect(await boundedCall(options, () => Promise.resolve('made'))).toBe('made');
    expect(clock.pendingTimers()).toBe(0);
  });

  test('passes on how the call failed', async () => {
    const { options } = setUp();
    await expect(boundedCall(options, () => Promise.reject(new AoError('DISK_FULL')))).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  test('that throws before it has a promise is one that failed: it is never late, and leaves no timer behind', async () => {
    const { clock, options, onLate } = setUp();
    const call = () => {
      throw new AoError('DISK_FULL');
    };
    await expect(boundedCall(options, call)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(clock.pendingTimers()).toBe(0);
    await clock.advance(10_000);
    expect(onLate.begin).not.toHaveBeenCalled();
  });

  test('ends with the overdue error when the call stops at the limit', async () => {
    const { clock, options } = setUp();
    const outcome = outcomeOf(
      boundedCall(
        options,
        (inner) => new Promise<string>((_, reject) => inner.addEventListener('abort', () => reject(new Error('stopped')))),
      ),
    );
    await clock.advance(1000);
    expect(await outcome).toMatchObject({ status: 'rejected', reason: { code: 'GIT_TIMEOUT' } });
  });

  test('gives up a call that does not listen, and reports its late success', async () => {
    const { clock, options, onLate } = setUp();
    let finish: (value: string) => void = () => undefined;
    const outcome = outcomeOf(boundedCall(options, () => new Promise<string>((resolve) => (finish = resolve))));
    await clock.advance(1000 + ABORT_GRACE_MS);
    expect(await outcome).toMatchObject({ status: 'rejected', reason: { code: 'GIT_TIMEOUT' } });
    expect([onLate.begin.mock.calls.length, onLate.settle.mock.calls.length]).toEqual([1, 0]);
    finish('made after all');
    await clock.advance(0);
    expect(onLate.settle).toHaveBeenCalledWith({ status: 'fulfilled', value: 'made after all' });
  });

  test('counts a success within the grace time as a success', async () => {
    const { clock, options } = setUp();
    const outcome = outcomeOf(boundedCall(options, () => clock.sleep(1000 + ABORT_GRACE_MS - 1).then(() => 'just in time')));
    await clock.advance(5000);
    expect(await outcome).toEqual({ status: 'fulfilled', value: 'just in time' });
  });

  test('does not even begin when the signal is aborted, and stops when it is aborted later', async () => {
    const { options } = setUp(AbortSignal.abort(new Error('no need')));
    const work = vi.fn<() => Promise<string>>();
    await expect(boundedCall(options, work)).rejects.toThrow('no need');
    expect(work).not.toHaveBeenCalled();

    const abort = new AbortController();
    const later = setUp(abort.signal);
    const outcome = outcomeOf(boundedCall(later.options, () => new Promise<string>(() => undefined)));
    abort.abort(new Error('killed'));
    await later.clock.advance(ABORT_GRACE_MS);
    expect(await outcome).toMatchObject({ status: 'rejected', reason: { message: 'killed' } });
  });
});
