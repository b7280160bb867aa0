import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, problem } from '../__fixtures__/stub-home.ts';
import { renderWaited, untilConditions, waitForSession, waitWords } from './wait-for-session.ts';

test.each([
  ['idle', ['idle']],
  ['idle,blocked', ['idle', 'blocked']],
  [' pr_open , ended ,', ['pr_open', 'ended']],
])('%j is %j', (text, conditions) => {
  expect(untilConditions(text)).toEqual(conditions);
});

test.each([['happy'], ['idle,happy'], [''], [','], ['IDLE']])('%j is refused with all there is', (text) => {
  expect(() => untilConditions(text)).toThrow(/nothing one can wait for\. Use some of: queued, starting, working, idle/);
});

test.each([
  ['done', 'done'],
  ['blocked', 'waiting for you'],
  ['ended', 'ended'],
  ['pr_open', 'pr open'],
] as const)('the condition %s reads "it is %s"', (condition, words) => {
  expect(waitWords(condition)).toBe(words);
});

test('the result is one line: what it came to, and what it needs', async () => {
  const stub = await openStubHome(() => ({ session: sampleSession({ status: 'needs_input', needs: 'allow Bash: npm test?' }) }));
  const result = await waitForSession(stub.context, { session: 'shop-1', until: ['blocked'], timeoutMs: 500 });
  expect(renderWaited(result)).toBe('shop-1  needs you: allow Bash: npm test?');
});

test('a session that ended before is a conflict, with the words of the daemon', async () => {
  const stub = await openStubHome(problem(409, 'SESSION_ENDED', 'shop-1 has ended.'));
  const request = { session: 'shop-1', until: ['idle'] as const, timeoutMs: undefined };
  await expect(waitForSession(stub.context, request)).rejects.toMatchObject({ code: 'SESSION_ENDED', message: 'shop-1 has ended.' });
});
