import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKnownWork } from './known-work.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'ao-work-'));
});
afterEach(() => rmSync(path, { recursive: true }));

test('work is known by the name git gives its content', () => {
  const work = createKnownWork();
  work.write({ sessionId: 'shop-1', path }, 'notes/cart.txt');
  const [piece] = work.pieces();
  expect(piece?.content).toBe(readFileSync(join(path, 'notes/cart.txt'), 'utf8'));
  expect(piece?.blob).toBe(execFileSync('git', ['hash-object', join(path, 'notes/cart.txt')], { encoding: 'utf8' }).trim());
});

test('a file that is changed again is known as it was left, and no two pieces are the same', () => {
  const work = createKnownWork();
  const worktree = { sessionId: 'shop-1', path };
  writeFileSync(join(path, 'README.md'), '# Shop\n');
  work.change(worktree, 'README.md');
  work.change(worktree, 'README.md');
  work.write(worktree, 'a.txt');
  expect(work.pieces()).toHaveLength(2);
  expect(new Set(work.pieces().map(({ blob }) => blob)).size).toBe(2);
  expect(() => work.change(worktree, 'missing.txt')).toThrow('There is no missing.txt');
});
