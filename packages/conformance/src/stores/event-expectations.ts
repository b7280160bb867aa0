import assert from 'node:assert/strict';
import type { ChangeEvent, ErrorCode } from '@ao/domain';
import { AoError } from '@ao/domain';
import type { Stores } from '@ao/ports';

/** The events that the work wrote, after checking that they follow each other without a gap. */
export function eventsOf(stores: Stores, work: () => unknown): readonly ChangeEvent[] {
  const before = stores.changeLog.bounds().newest;
  work();
  const events = stores.changeLog.after(before, 1_000);
  assert.deepEqual(
    events.map((event) => event.sequence),
    events.map((_, index) => before + 1 + index),
  );
  return events;
}

/** The types of the events that the work wrote. */
export function eventTypesOf(stores: Stores, work: () => unknown): readonly string[] {
  return eventsOf(stores, work).map((event) => event.type);
}

/** Asserts that the work throws an `AoError` with the code, and answers it. */
export function assertRefused(code: ErrorCode, work: () => unknown): AoError {
  try {
    work();
  } catch (thrown) {
    if (!AoError.isInstance(thrown)) throw thrown;
    assert.equal(thrown.code, code);
    return thrown;
  }
  return assert.fail(`expected ${code}, but nothing was thrown`);
}
