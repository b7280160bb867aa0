import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishFolder } from '../src/publish-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const publish = (beforeRemoval?: () => Promise<void>): Promise<void> =>
  publishFolder({ from: join(folder, 'fresh'), to: join(folder, 'dist'), beforeRemoval });

test('a first build appears where there was none', async () => {
  write({ 'fresh/main.js': 'one', 'fresh/shared/part.js': 'two' });
  await publish();
  expect([read('dist/main.js'), read('dist/shared/part.js')]).toEqual(['one', 'two']);
});

test('files are replaced at once, and those of the older build go only after what started with them had its time', async () => {
  write({ 'dist/main.js': 'old', 'dist/shared/part-1.js': 'old part', 'fresh/main.js': 'new', 'fresh/shared/part-2.js': 'new part' });
  let seen: readonly unknown[] = [];
  await publish(async () => {
    seen = [read('dist/main.js'), read('dist/shared/part-1.js'), read('dist/shared/part-2.js')];
  });
  expect(seen).toEqual(['new', 'old part', 'new part']);
  expect(existsSync(join(folder, 'dist/shared/part-1.js'))).toBe(false);
  expect(read('dist/main.js')).toBe('new');
});

test('the same build again waits for nobody', async () => {
  write({ 'dist/main.js': 'same', 'fresh/main.js': 'same' });
  await publish(() => Promise.reject(new Error('nothing was to be removed')));
  expect(read('dist/main.js')).toBe('same');
});
