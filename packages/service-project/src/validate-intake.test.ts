import { describe, expect, test } from 'vitest';
import { intakeIssues } from './validate-intake.ts';

const known = { agents: new Map([['codex', {}]]) };

describe('the intake of issues', () => {
  test.each([
    { assignee: 'me' },
    { assignee: 'octo-cat', labels: ['good first issue', 'größer'], limit: 5, everyMs: 60_000, agent: 'codex' },
  ])('%j can be set', (intake) => {
    expect(intakeIssues(intake, known)).toEqual([]);
  });

  test('is off when it is not set', () => {
    expect(intakeIssues(undefined, known)).toEqual([]);
  });

  test.each([
    [{ assignee: '' }, 'assignee'],
    [{ assignee: 'none' }, 'assignee'],
    [{ assignee: 'a b' }, 'assignee'],
    [{ assignee: 'me', labels: [' '] }, 'label'],
    [{ assignee: 'me', labels: ['a\u001b[31mb'] }, 'label'],
    [{ assignee: 'me', labels: ['a\nb'] }, 'label'],
    [{ assignee: 'me', labels: Array.from({ length: 21 }, () => 'x') }, 'at most 20 labels'],
    [{ assignee: 'me', limit: 0 }, 'limit'],
    [{ assignee: 'me', limit: 1.5 }, 'limit'],
    [{ assignee: 'me', everyMs: 1_000 }, 'everyMs'],
    [{ assignee: 'me', agent: 'nobody' }, 'no agent "nobody"'],
  ])('%j is refused', (intake, words) => {
    expect(intakeIssues(intake, known)).toEqual([{ setting: 'intake', problem: expect.stringContaining(words) }]);
  });
});
