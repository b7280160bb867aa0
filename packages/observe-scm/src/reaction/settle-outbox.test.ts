import type { MessageDelivery, MessageRecord, MessageState } from '@ao/domain';
import { expect, test } from 'vitest';
import { neverArrived } from './settle-outbox.ts';

function message(delivery: MessageDelivery | null, ...states: readonly MessageState[]): MessageRecord {
  const receipts = states.map((state) => ({ state, at: 0, evidence: '', screen: null }));
  return { state: states.at(-1) ?? 'queued', delivery, receipts } as unknown as MessageRecord;
}

test.each<[string, MessageRecord | null, boolean]>([
  ['one that waits', message(null, 'queued'), false],
  ['one that was withdrawn', message(null, 'queued', 'withdrawn'), true],
  ['one that was refused', message(null, 'queued', 'refused'), true],
  ['one whose session ended before', message(null, 'queued', 'failed'), true],
  ['one whose terminal went away while it was typed', message('typed', 'queued', 'typing', 'failed'), false],
  [
    'one that was typed, and put back into the queue, and then the session ended',
    message('typed', 'queued', 'typing', 'queued', 'failed'),
    false,
  ],
  ['one that was being handed over', message('structured', 'queued'), false],
  ['one that was handed over', message('structured', 'queued', 'submitted'), false],
  ['one that stalled', message('typed', 'queued', 'typing', 'submitted', 'stalled'), false],
  ['one that arrived', message('typed', 'queued', 'typing', 'submitted', 'acknowledged'), false],
  ['one nobody remembers', null, false],
])('%s never came to the agent: %s', (_name, given, expected) => {
  expect(neverArrived(given)).toBe(expected);
});
