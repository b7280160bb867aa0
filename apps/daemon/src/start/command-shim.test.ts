import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeCommandShim } from './command-shim.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ao-shim it's-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the shim runs the command line with the words as they are, wherever it lies', async () => {
  const script = join(folder, 'ao.mjs');
  writeFileSync(script, 'process.stdout.write(JSON.stringify(process.argv.slice(2)))');
  const bin = await writeCommandShim(folder, script);
  expect(bin).toBe(join(folder, 'bin'));
  expect(execFileSync(join(folder, 'bin/ao'), ['a b', '$HOME', "it's"], { encoding: 'utf8' })).toBe('["a b","$HOME","it\'s"]');
});

test('without a command line there is no shim', async () => {
  expect(await writeCommandShim(folder, undefined)).toBeNull();
});
