import { expect, test } from 'vitest';
import { aboutSession, passesFilter } from './stream-filter.ts';

test.each([
  [null, null, 'shop-1 shop-2 api-1 shop none'],
  ['shop-1', null, 'shop-1'],
  [null, 'shop', 'shop-1 shop-2 shop'],
  ['shop-1', 'shop', 'shop-1'],
  ['shop-1', 'api', ''],
])('a stream of session %s and project %s carries what concerns: %s', (sessionId, projectId, expected) => {
  const subjects = {
    'shop-1': aboutSession('shop-1'),
    'shop-2': aboutSession('shop-2'),
    'api-1': aboutSession('api-1'),
    shop: { sessionId: null, projectId: 'shop' },
    none: { sessionId: null, projectId: null },
  };
  const passed = Object.entries(subjects).filter(([, about]) => passesFilter({ sessionId, projectId }, about));
  expect(passed.map(([name]) => name).join(' ')).toBe(expected);
});

test('the project of a session is in its id', () => {
  expect(aboutSession('my-shop-12')).toEqual({ sessionId: 'my-shop-12', projectId: 'my-shop' });
});
