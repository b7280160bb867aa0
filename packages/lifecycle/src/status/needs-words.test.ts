import { describe, expect, test } from 'vitest';
import type { SessionRecord } from '@ao/domain';
import { activity, after, asks, launched, liveSession, newSession, screen, T0 } from '../__fixtures__/sample-session.ts';
import { deriveStatus } from './derive-status.ts';
import { needsWords } from './needs-words.ts';

const starting = after(newSession(), launched);
const dialog = (kind: 'trust' | 'login' | 'update', text: string) =>
  after(starting, screen(3_000, { state: 'dialog', dialog: { kind, text } }));
const permission = liveSession(asks(3_000, 'npm test'));
const noChoices = { choices: [], channel: null } as const;

describe('what a person is asked', () => {
  test.each<[string, SessionRecord, string | null]>([
    ['trust, and for what', dialog('trust', '/worktrees/shop-1'), 'asks for trust: /worktrees/shop-1'],
    ['a login', dialog('login', 'Select login method'), 'asks for a login: Select login method'],
    ['an update', dialog('update', 'Update available'), 'offers an update: Update available'],
    ['a permission', permission, 'allow Bash: npm test?'],
    [
      'a plan',
      liveSession(asks(3_000, 'p', { tool: 'ExitPlanMode', text: 'asks whether its plan is good' })),
      'asks whether its plan is good',
    ],
    ['a question', liveSession(asks(3_000, 'q', { kind: 'question', text: 'Which colour?' })), 'Which colour?'],
    ['a dialog without data', liveSession(activity(3_000, 'blocked', { detail: 'Proceed?' })), 'Proceed?'],
    ['a dialog without words', liveSession(activity(3_000, 'blocked')), null],
  ])('%s', (_what, record, words) => {
    expect(needsWords(record)).toBe(words);
  });
});

describe('the next step', () => {
  test.each<[string, SessionRecord, string]>([
    ['a request with choices', permission, 'Answer it with `ao session answer shop-1 allow|deny`.'],
    ['one of several', after(permission, asks(4_000, 'other')), 'Answer it with `ao session answer shop-1 allow|deny --request npm test`.'],
    ['a request for the terminal', liveSession(asks(3_000, 'a', noChoices)), 'Answer it with `ao attach shop-1`.'],
    [
      'a question for the terminal',
      liveSession(asks(3_000, 'a', { kind: 'question', ...noChoices })),
      'Answer it with `ao attach shop-1`.',
    ],
    ['a question as text', liveSession(activity(3_000, 'waiting_input')), 'Answer it with `ao attach shop-1` or `ao send shop-1`.'],
    ['a dialog', liveSession(activity(3_000, 'blocked')), 'Answer it with `ao attach shop-1`.'],
    ['trust', dialog('trust', '/worktrees/shop-1'), 'Answer it with `ao attach shop-1`.'],
  ])('for %s', (_what, record, nextStep) => {
    expect(deriveStatus(record, [], T0 + 10_000).reason.nextStep).toBe(nextStep);
  });

  test('the sentence tells how many more wait', () => {
    const three = after(permission, asks(4_000, 'b'), asks(5_000, 'c'));
    expect(deriveStatus(three, [], T0 + 10_000).reason.text).toBe('Its agent asks for permission: Bash: npm test (and 2 more requests)');
  });
});
