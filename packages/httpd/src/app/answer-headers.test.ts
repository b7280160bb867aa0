import { expect, test } from 'vitest';
import { answerHeaders, requestIdFrom } from './answer-headers.ts';

test.each(['r-1', 'A.b_c-9', 'x'.repeat(64)])('%s is kept as a request id', (id) => {
  expect(requestIdFrom(id, () => 'made')).toBe(id);
});

test.each([undefined, '', 'x'.repeat(65), 'a b', 'a\r\nset-cookie: x', '<script>', 'é', 'a/b'])('%j is none', (id) => {
  expect(requestIdFrom(id, () => 'made')).toBe('made');
});

test('an answer to a program says nothing of origins', () => {
  expect(answerHeaders('r-1', null, 'application/json')).toEqual({
    'content-type': 'application/json',
    'x-request-id': 'r-1',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});

test('an answer to an allowed page names it, and never everybody', () => {
  expect(answerHeaders('r-1', 'http://dashboard.test', 'application/json')).toMatchObject({
    'access-control-allow-origin': 'http://dashboard.test',
    'access-control-expose-headers': 'x-request-id',
    vary: 'Origin',
  });
});
