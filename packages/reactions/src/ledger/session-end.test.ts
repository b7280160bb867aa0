import { expect, test } from 'vitest';
import { reactionWorld } from '../__fixtures__/reaction-world.ts';
import { newReactionLedger } from './reaction-ledger.ts';
import { sessionEndDecidedAt } from './session-end.ts';

test('the end of a session is found in the ledger that decided it', () => {
  const world = reactionWorld({ afterMerge: 'end', modes: { merged: 'off' } });
  world.look();
  expect(sessionEndDecidedAt(world.ledger ?? newReactionLedger({ sessionId: world.session.id, pullRequestId: 'p' }))).toBeNull();
  const actions = world.lookAfter(60_000, { state: 'merged' });
  expect(actions.map(({ type }) => type)).toEqual(['end_session']);
  expect(world.ledger === null ? null : sessionEndDecidedAt(world.ledger)).toBe(world.now);
});
