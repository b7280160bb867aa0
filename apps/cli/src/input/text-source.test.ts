import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStandardInput, readText } from './text-source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-text-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fromStandardInput = (): Promise<string> => Promise.resolve('from stdin');

test.each([
  [{ text: 'given', file: undefined }, 'given'],
  [{ text: '-', file: undefined }, 'from stdin'],
  [{ text: undefined, file: '-' }, 'from stdin'],
  [{ text: undefined, file: undefined }, null],
  [{ text: '', file: undefined }, ''],
])('%j yields %j', async (sources, expected) => {
  expect(await readText({ ...sources, readStandardInput: fromStandardInput })).toBe(expected);
});

test('a file is read as it is', async () => {
  const path = join(folder, 'task ü.md');
  writeFileSync(path, 'line one\nline two\n');
  expect(await readText({ text: undefined, file: path, readStandardInput: fromStandardInput })).toBe('line one\nline two\n');
});

test('two sources, a missing file and too much text are each their own error', async () => {
  const big = join(folder, 'big');
  writeFileSync(big, Buffer.alloc(1024 * 1024 + 1, 'x'));
  const read = (text?: string, file?: string): Promise<string | null> => readText({ text, file, readStandardInput: fromStandardInput });
  await expect(read('x', 'y')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  await expect(read(undefined, join(folder, 'missing'))).rejects.toThrow(/missing cannot be read/);
  await expect(read(undefined, big)).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG' });
});

test('standard input is read to its end and refused above the limit', async () => {
  async function* chunks(count: number): AsyncGenerator<Buffer> {
    for (let index = 0; index < count; index += 1) yield Buffer.alloc(600 * 1024, 'x');
  }
  expect(await readStandardInput(chunks(1))).toHaveLength(600 * 1024);
  await expect(readStandardInput(chunks(2))).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG' });
});
