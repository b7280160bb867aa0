import { AoError } from '@ao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTaskFile } from './task-file.ts';

test('each line is a task: a prompt, an issue, or JSON', () => {
  const text = [
    '# to be done',
    'Fix the cart',
    '',
    '  #12 ',
    'acme/shop#13',
    'https://github.com/acme/shop/issues/14',
    '{"prompt":"Carefully","issue":15,"agent":"codex","model":"large","name":"cart"}',
    '#12 but only the tests\r',
  ].join('\n');
  expect(parseTaskFile(text)).toEqual([
    { prompt: 'Fix the cart' },
    { issue: '#12' },
    { issue: 'acme/shop#13' },
    { issue: 'https://github.com/acme/shop/issues/14' },
    { prompt: 'Carefully', issue: '15', agent: 'codex', model: 'large', displayName: 'cart' },
    { prompt: '#12 but only the tests' },
  ]);
});

test.each([
  ['', 'no task'],
  ['# only a comment', 'no task'],
  ['a\n{"prompt":', 'Line 2'],
  ['{"prompt":["x"]}', 'prompt is a text'],
  ['{"promt":"x"}', '"promt" is not known'],
])('%j is refused with what is wrong', (text, words) => {
  expect(() => parseTaskFile(text)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST', message: expect.stringContaining(words) }));
});

test('any text becomes tasks or an error with a code', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        for (const task of parseTaskFile(text))
          expect((task.prompt ?? task.issue ?? task.agent ?? task.displayName ?? '').trim()).toBeTypeOf('string');
      } catch (thrown) {
        expect(AoError.isInstance(thrown)).toBe(true);
      }
    }),
  );
});
