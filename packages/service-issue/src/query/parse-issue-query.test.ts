import { AoError } from '@ao/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIssueQuery } from './parse-issue-query.ts';

describe('a query for issues', () => {
  test.each([
    ['', {}],
    ['  crash  on start ', { search: 'crash on start' }],
    ['label:bug label:"good first issue"', { labels: ['bug', 'good first issue'] }],
    ['assignee:me', { assignee: 'me' }],
    ['assignee:@me', { assignee: 'me' }],
    ['assignee:octo-cat', { assignee: 'octo-cat' }],
    ['no:assignee', { assignee: 'none' }],
    ['is:open', { state: 'open' }],
    ['is:issue state:Closed', { state: 'closed' }],
    ['is:all', { state: 'all' }],
    ['"error: no such file" label:größer', { search: 'error: no such file', labels: ['größer'] }],
    ['LABEL:bug', { labels: ['bug'] }],
    ['label:area/cart', { labels: ['area/cart'] }],
  ])('%j means %j', (text, expected) => {
    expect(parseIssueQuery(text)).toEqual(expected);
  });

  test.each([
    ['author:ann', '"author:" is not known'],
    ['label:', 'has no value'],
    ['is:merged', '"is:merged" is not known'],
    ['no:label', '"no:label" is not known'],
    ['assignee:a assignee:b', 'two assignees'],
    ['is:open is:closed', 'two states'],
    ['x'.repeat(1_001), 'longer than'],
  ])('%j is refused with what is wrong', (text, words) => {
    expect(() => parseIssueQuery(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST', message: expect.stringContaining(words) }),
    );
  });

  test('of any text is conditions or an error with a code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          for (const label of parseIssueQuery(text).labels ?? []) expect(label).not.toBe('');
        } catch (thrown) {
          expect(AoError.isInstance(thrown) && thrown.code).toBe('INVALID_REQUEST');
        }
      }),
    );
  });
});
