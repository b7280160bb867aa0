import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { endWhenOutputFails } from './closed-output.ts';

function failing(code: string): { readonly ended: readonly number[]; readonly told: readonly string[] } {
  const stream = new PassThrough();
  const ended: number[] = [];
  const told: string[] = [];
  endWhenOutputFails(
    [{ name: 'output', stream }],
    (exitCode) => void ended.push(exitCode),
    (line) => void told.push(line),
  );
  stream.emit('error', Object.assign(new Error(`${code}: it failed`), { code }));
  return { ended, told };
}

test.each(['EPIPE', 'EIO'])('a reader that went away (%s) ends the command quietly', (code) => {
  expect(failing(code)).toEqual({ ended: [0], told: [] });
});

test('a full disk behind the output is told on one line, without a stack, and ends the command with a failure', () => {
  expect(failing('ENOSPC')).toEqual({ ended: [1], told: ['The output cannot be written: no space is left there.'] });
});

test('any other failure of the output is told in its own words', () => {
  expect(failing('EFBIG')).toEqual({ ended: [1], told: ['The output cannot be written: EFBIG: it failed.'] });
});
