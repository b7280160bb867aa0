import type { SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { SHOP, T0 } from '../__fixtures__/sample-pull-request.ts';
import type { PlacedPullRequest } from './attribution-candidate.ts';
import { displayOrder, pullRequestStack } from './pull-request-stack.ts';

function placed(id: string, sourceBranch: string, targetBranch: string, changes: Partial<PlacedPullRequest> = {}): PlacedPullRequest {
  const sessionId = `shop-${id}` as SessionId;
  return { id, sessionId, state: 'open', repository: SHOP, sourceRepository: SHOP, sourceBranch, targetBranch, updatedAt: T0, ...changes };
}

function stack(...all: readonly PlacedPullRequest[]): readonly string[] {
  return Array.from(pullRequestStack(all), ([upper, lower]) => `${upper} on ${lower.id} of ${lower.sessionId}`);
}

test('a pull request stands on that one whose branch is its base, also of another session', () => {
  expect(stack(placed('1', 'a', 'main'), placed('2', 'b', 'a'), placed('3', 'c', 'b'))).toEqual(['2 on 1 of shop-1', '3 on 2 of shop-2']);
});

test('the same branch name in a fork is another branch', () => {
  expect(stack(placed('1', 'a', 'main', { sourceRepository: { ...SHOP, owner: 'else' } }), placed('2', 'b', 'a'))).toEqual([]);
  expect(stack(placed('1', 'a', 'main', { sourceRepository: null }), placed('2', 'b', 'a'))).toEqual([]);
});

test('of several on one branch the open one counts', () => {
  expect(stack(placed('1', 'a', 'main', { state: 'merged', updatedAt: T0 + 9 }), placed('2', 'b', 'a'), placed('3', 'a', 'main'))).toEqual([
    '2 on 3 of shop-3',
  ]);
});

test('a circle is no trouble, and none stands on itself', () => {
  expect(stack(placed('1', 'a', 'b'), placed('2', 'b', 'a'), placed('3', 'c', 'c'))).toEqual(['1 on 2 of shop-2', '2 on 1 of shop-1']);
});

test('open ones are listed first, drafts among them, then the newest; equal ones always alike', () => {
  const all = [
    placed('merged', 'a', 'main', { state: 'merged', updatedAt: T0 + 9 }),
    placed('old', 'a', 'main'),
    placed('draft', 'a', 'main', { state: 'draft', updatedAt: T0 + 1 }),
    placed('also-old', 'a', 'main'),
    placed('closed', 'a', 'main', { state: 'closed', updatedAt: T0 + 8 }),
  ];
  expect(displayOrder(all).map(({ id }) => id)).toEqual(['draft', 'also-old', 'old', 'merged', 'closed']);
  expect(displayOrder(all.toReversed())).toEqual(displayOrder(all));
});
