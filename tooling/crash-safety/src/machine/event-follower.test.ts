import type { AoClient, StreamEvent } from '@ao/client';
import { expect, test } from 'vitest';
import { createEventFollower } from './event-follower.ts';

function change(sequence: number, phase = 'live'): StreamEvent {
  return { type: 'session.updated', sequence, at: 1, projectId: 'shop', sessionId: 'shop-1', payload: { phase } };
}

/** A daemon that tells some events behind the cursor it is asked for, and dies. */
function daemon(events: readonly StreamEvent[]): { readonly client: AoClient; readonly asked: (number | undefined)[] } {
  const asked: (number | undefined)[] = [];
  async function* tell(options?: { readonly after?: number | undefined }): AsyncGenerator<StreamEvent, void, void> {
    asked.push(options?.after);
    yield* events;
    throw new Error('killed');
  }
  return { client: { events: tell } as unknown as AoClient, asked };
}

const read = () => new Promise((resolve) => setTimeout(resolve, 5));

test('goes on behind its cursor with the next daemon, and knows the sessions as they were last told', async () => {
  const follower = createEventFollower();
  const [first, second] = [daemon([change(1), change(2)]), daemon([change(3, 'ended')])];
  follower.follow(first.client);
  await read();
  follower.follow(second.client);
  await read();
  expect([first.asked, second.asked]).toEqual([[0], [2]]);
  expect(follower.told().map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect([follower.cursor(), follower.faults(), follower.fold().get('shop-1')]).toEqual([3, [], { phase: 'ended' }]);
  follower.checked(2);
  expect([follower.checkedUpTo(), follower.told().length]).toEqual([2, 1]);
});

test('a change that is told again, and a stream that starts anew, are faults', async () => {
  const follower = createEventFollower();
  follower.follow(daemon([change(2), change(2), { type: 'reset', reason: 'too_old', oldest: 1, newest: 2 }]).client);
  await read();
  expect(follower.faults()).toEqual(['change 2 was told after change 2', 'the stream was reset (too_old) though nothing was pruned']);
});
