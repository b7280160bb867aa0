import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { endWhenOutputCloses } from './closed-output.ts';

function failing(code: string): { readonly ended: readonly number[]; readonly fail: () => void } {
  const stream = new PassThrough();
  const ended: number[] = [];
  endWhenOutputCloses([stream], (exitCode) => void ended.push(exitCode));
  return { ended, fail: () => void stream.emit('error', Object.assign(new Error(code), { code })) };
}

test.each(['EPIPE', 'EIO'])('a reader that went away (%s) ends the command quietly', (code) => {
  const { ended, fail } = failing(code);
  fail();
  expect(ended).toEqual([0]);
});

test('a full disk behind the output is an error like any other', () => {
  const { ended, fail } = failing('ENOSPC');
  expect(fail).toThrow('ENOSPC');
  expect(ended).toEqual([]);
});
