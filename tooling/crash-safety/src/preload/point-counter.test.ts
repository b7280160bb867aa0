import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FaultKind } from './fault-order.ts';
import { createPointCounter } from './point-counter.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-points-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function counter() {
  const kill = vi.fn<(kind: FaultKind) => void>();
  const log = join(folder, 'points');
  return { kill, counter: createPointCounter(log, kill), lines: () => readFileSync(log, 'utf8') };
}

test('nothing counts before the first order', () => {
  const { counter: points, kill, lines } = counter();
  expect(points.next('git')).toBeNull();
  expect(points.pass('before', 'git', null)).toBeNull();
  expect([lines(), kill.mock.calls]).toEqual(['', []]);
});

test('kills at its point alone, after it was written down', () => {
  const { counter: points, kill, lines } = counter();
  points.give({ point: { effect: 'git', occurrence: 2, moment: 'after' }, kind: 'kill' });
  for (const occurrence of [points.next('git'), points.next('git')]) {
    points.pass('before', 'git', occurrence);
    points.pass('after', 'git', occurrence);
  }
  expect(kill.mock.calls).toEqual([['kill']]);
  expect(lines()).toBe('before git #1\nafter git #1\nbefore git #2\n! after git #2\n');
});

test('tells what is to go wrong instead, and counts anew with each order', () => {
  const { counter: points, kill } = counter();
  const order = { point: { effect: 'git', occurrence: 1, moment: 'before' }, kind: 'fail' } as const;
  points.give(order);
  expect(points.pass('before', 'git', points.next('git'))).toBe('fail');
  expect(points.pass('before', 'git', points.next('git'))).toBeNull();
  points.give(order);
  expect(points.pass('before', 'git', points.next('git'))).toBe('fail');
  expect(kill).not.toHaveBeenCalled();
});
