import { expect, test } from 'vitest';
import { isMeantIssue, issueLabel } from './issue-label.ts';

test.each([
  ['github.com/acme/shop#12', 'acme/shop#12'],
  ['127.0.0.1:4000/acme/shop#12', 'acme/shop#12'],
  ['ENG-12', 'ENG-12'],
  ['a note about #12', 'a note about #12'],
])('the issue %j is called %j', (key, label) => {
  expect(issueLabel(key)).toBe(label);
});

test.each(['12', '#12', 'acme/shop#12', 'Acme/Shop#12', 'github.com/acme/shop#12', 'https://github.com/acme/shop/issues/12#note'])(
  '%j means it',
  (text) => {
    expect(isMeantIssue('github.com/acme/shop#12', text)).toBe(true);
  },
);

test.each(['2', '#112', 'acme/blog#12', 'shop', ''])('%j does not mean it', (text) => {
  expect(isMeantIssue('github.com/acme/shop#12', text)).toBe(false);
});

test('what is no key of a code host is compared as it stands', () => {
  expect(isMeantIssue('ENG-12', 'eng-12')).toBe(true);
  expect(isMeantIssue('ENG-12', '12')).toBe(false);
});
