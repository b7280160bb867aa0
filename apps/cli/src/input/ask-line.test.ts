import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { InterruptedError } from '../process/interrupted-error.ts';
import { choose } from './choose.ts';
import { confirm } from './confirm.ts';

const CHOICES = ['allow', 'deny'].map((id) => ({ id, label: id }));

/** A terminal on which somebody presses these keys. */
function typing(keys: string): { readonly input: PassThrough; readonly output: PassThrough; readonly terminal: true; shown(): string } {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (bytes: Buffer) => void (shown += bytes.toString()));
  input.write(keys);
  return { input, output, terminal: true, shown: () => shown };
}

test.each([
  ['y\r', true],
  ['Yes\r', true],
  ['n\r', false],
  ['\r', false],
  ['\u0004', false],
])('asked for a yes, the keys %j mean %s', async (keys, expected) => {
  expect(await confirm('Remove it?', typing(keys))).toBe(expected);
});

test('Ctrl-C at a question interrupts the command', async () => {
  await expect(confirm('Remove it?', typing('\u0003'))).rejects.toThrow(InterruptedError);
  await expect(choose('shop-1 asks', CHOICES, typing('\u0003'))).rejects.toThrow(InterruptedError);
});

test('Ctrl-D at a choice answers nothing', async () => {
  await expect(choose('shop-1 asks', CHOICES, typing('\u0004'))).rejects.toThrow('Nothing was answered.');
});

test('it is asked again until a choice is made, and what it quotes sends no command', async () => {
  const terminal = typing('perhaps\r');
  let isAnswered = false;
  terminal.output.on('data', () => {
    if (isAnswered || terminal.shown().split('allow, deny? ').length < 3) return;
    isAnswered = true;
    terminal.input.write('deny\r');
  });
  expect(await choose('shop-1 asks: \u001b]0;owned\u0007rm?', CHOICES, terminal)).toBe('deny');
  expect(terminal.shown()).toContain('shop-1 asks: rm?\n');
});
