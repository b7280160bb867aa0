import { expect, test } from 'vitest';
import type { AgentComposer } from '@ao/ports';
import { isPromptOf } from './prompt-match.ts';

const long = 'Please add a health check endpoint and a test for it';

test.each<[string, string, string, boolean]>([
  ['the same text', 'go on', 'go on', true],
  ['white space folded', 'go\n  on ', 'go on', true],
  ['wrapped into markup', '<pasted_content id="1">\na\nb\nc\nd\n</pasted_content>', 'a\nb\nc\nd', true],
  ['a long text with something added', `${long}. Thanks!`, long, true],
  ['a short text inside another by chance', 'look at the tokens', 'ok', false],
  ['another text', 'stop', 'go on', false],
  ['a part of the text', 'go', 'go on', false],
  ['an empty report', ' ', 'go on', false],
  ['an empty message', 'go on', '', false],
])('%s', (_name, reported, delivered, expected) => {
  expect(isPromptOf(reported, delivered, undefined)).toBe(expected);
});

test('an agent that reports something else than it was given says what', () => {
  const composer = { reportedText: (text: string) => `/quoted ${text}` } as unknown as AgentComposer;
  expect(isPromptOf('/quoted hello', 'hello', composer)).toBe(true);
  expect(isPromptOf('hello', 'hello', composer)).toBe(false);
});
