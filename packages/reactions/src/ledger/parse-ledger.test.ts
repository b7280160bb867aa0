import { expect, test } from 'vitest';
import { MINUTE, checks, failed } from '../__fixtures__/sample-pull-request.ts';
import { reactionWorld } from '../__fixtures__/reaction-world.ts';
import { parseReactionChoices } from '../settings/parse-choices.ts';
import { parseReactionLedger } from './parse-ledger.ts';
import { newReactionLedger, type ReactionLedger } from './reaction-ledger.ts';

const EMPTY = newReactionLedger({ sessionId: 'shop-1' as never, pullRequestId: 'github.com:PR_1' });

test('a ledger that was decided on is read as it was written', () => {
  const world = reactionWorld();
  world.look({ checks: checks([failed('test')]) });
  world.lookAfter(2 * MINUTE);
  const written: ReactionLedger = world.ledger ?? EMPTY;
  expect(written.entries.length).toBeGreaterThan(0);
  const stored: unknown = JSON.parse(JSON.stringify(written));
  expect(parseReactionLedger(stored)).toEqual(written);
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'ledger'],
  ['another version', { ...EMPTY, version: 2 }],
  ['entries that are none', { ...EMPTY, entries: [{ kind: 'ci' }] }],
  ['a reason nobody knows', { ...EMPTY, entries: [{ kind: 'ci', reason: 'mood' }] }],
  ['a kind nobody knows', { ...EMPTY, streaks: { mood: {} } }],
  ['a lack', { ...EMPTY, conflict: undefined }],
])('%s is no ledger, and no crash', (_name, stored) => {
  expect(parseReactionLedger(stored)).toBeNull();
});

test('an empty ledger is one', () => {
  expect(parseReactionLedger(EMPTY)).toEqual(EMPTY);
});

test.each<[string, unknown, boolean]>([
  ['nothing chosen', {}, true],
  ['modes', { modes: { ci: 'off', review: 'notify' } }, true],
  ['limits', { limits: { ci: { inARow: 5 } }, afterMerge: 'keep', listenTo: ['bot'], gatherMs: 0 }, true],
  ['a mode nobody knows', { modes: { ci: 'loud' } }, false],
  ['a kind nobody knows', { modes: { mood: 'off' } }, false],
  ['a negative time', { gatherMs: -1 }, false],
  ['a list', [], false],
])('choices: %s', (_name, stored, isRead) => {
  expect(parseReactionChoices(stored)).toEqual(isRead ? stored : null);
});
