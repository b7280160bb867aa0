import type { NoticeRecord } from '@ao/domain';
import { expect, test } from 'vitest';
import { dispatchWords } from './dispatch-words.ts';

const notice = (id: number, sessionId: string | null, text: string) => ({ id, sessionId, text }) as unknown as NoticeRecord;

test('one is told as itself, under the name of its session', () => {
  expect(dispatchWords([notice(1, 'shop-1', 'needs you')])).toMatchObject({ title: 'shop-1', text: 'needs you', more: 0 });
  expect(dispatchWords([notice(1, null, 'No token.')])).toMatchObject({ title: 'ao', text: 'No token.' });
});

test('several are told line by line, each with its session, once', () => {
  const words = dispatchWords([
    notice(1, 'shop-1', 'needs you'),
    notice(2, 'shop-2', 'shop-2 asks: which?'),
    notice(3, null, 'No token.'),
    notice(4, 'shop-1', 'shop-10 is done'),
  ]);
  expect(words.title).toBe('ao: 4 notices');
  expect(words.text.split('\n')).toEqual(['shop-1: needs you', 'shop-2 asks: which?', 'No token.', 'shop-1: shop-10 is done']);
});

test('of many the newest are written out, and the others counted', () => {
  const words = dispatchWords(Array.from({ length: 12 }, (_, index) => notice(index + 1, null, `n-${index + 1}`)));
  expect([words.more, words.shown.map(({ id }) => id)]).toEqual([2, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
  expect(words.text.split('\n')[0]).toBe('2 more before these:');
});
