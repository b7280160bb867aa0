import { expect, test } from 'vitest';
import { samplePullRequestExplanation } from '../__fixtures__/sample-pull-request.ts';
import { renderPullRequestExplanation } from './pull-request-explanation.ts';
import { renderReactions } from './session-reactions.ts';

const context = { paint: (_tone: unknown, text: string) => text, width: null, now: () => 1_000_000 };

test('of many decisions the newest are shown, and how to see the others', () => {
  const [first] = samplePullRequestExplanation().decisions;
  if (first === undefined) throw new Error('the sample has decisions');
  const decisions = Array.from({ length: 25 }, (_, index) => ({ ...first, subject: `check ${index}.` }));
  const explanation = samplePullRequestExplanation({ decisions });
  const short = renderPullRequestExplanation(explanation, { ...context, isWhole: false });
  expect(short).toContain('check 19.');
  expect(short).not.toContain('check 20.');
  expect(short).toMatch(/\n5 older: ao pr explain 412 --all$/);
  const whole = renderPullRequestExplanation(explanation, { ...context, isWhole: true });
  expect(whole).toContain('check 24.');
  expect(whole).not.toContain('older');
});

test('a session that is muted altogether says so in one line', () => {
  const modes = { ci: 'off', review: 'off', conflict: 'off', ready: 'off', merged: 'off', closed: 'off' } as const;
  const text = renderReactions({ sessionId: 'shop-3', modes, muted: ['ci', 'review', 'conflict', 'ready', 'merged', 'closed'] });
  expect(text).toBe('Nobody is told about the pull requests of shop-3. Undo: ao pr unmute shop-3');
});
