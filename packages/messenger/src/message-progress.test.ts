import { expect, test } from 'vitest';
import type { MessageId } from '@ao/domain';
import { createMessengerWorld } from './__fixtures__/messenger-world.ts';
import { createMessageProgress } from './message-progress.ts';

function stored() {
  const world = createMessengerWorld();
  world.setActivity('blocked');
  const { id } = world.start().messenger.send(world.request('hello'));
  return { world, id, progress: createMessageProgress(world) };
}

test('a step is taken only from an expected state', () => {
  const { progress, id, world } = stored();
  expect(progress.move(id, ['typing'], { state: 'submitted', evidence: 'seen' })).toBeNull();
  expect(progress.move(id, ['queued'], { state: 'refused', evidence: 'no', at: 5, screen: '>' })?.receipts.at(-1)).toEqual({
    state: 'refused',
    evidence: 'no',
    at: 5,
    screen: '>',
  });
  expect(world.message(id).state).toBe('refused');
});

test('all who wait are told, those who gave up are not', async () => {
  const { progress, id } = stored();
  const patience = new AbortController();
  const [patient, other, impatient] = [
    progress.settled(id),
    progress.settled(id, new AbortController().signal),
    progress.settled(id, patience.signal),
  ];
  patience.abort();
  progress.move(id, ['queued'], { state: 'failed', evidence: 'gone' });
  const states = (await Promise.all([patient, other, impatient])).map(({ state }) => state);
  expect(states).toEqual(['failed', 'failed', 'queued']);
});

test('whoever comes late gets the final message at once, whoever is impatient the present one', async () => {
  const { progress, id } = stored();
  await expect(progress.settled(id, AbortSignal.abort())).resolves.toMatchObject({ state: 'queued' });
  progress.move(id, ['queued'], { state: 'failed', evidence: 'gone' });
  await expect(progress.settled(id)).resolves.toMatchObject({ state: 'failed' });
  await expect(progress.settled('nobody' as MessageId)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
});
