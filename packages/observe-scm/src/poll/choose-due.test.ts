import { describe, expect, test } from 'vitest';
import type { WatchedPullRequest } from '../watch-list.ts';
import { chooseDue } from './choose-due.ts';

const NOW = 1_000_000;

function waiting(id: number, changes: Partial<WatchedPullRequest> = {}, isHeld = false) {
  const watched: WatchedPullRequest = {
    id: String(id),
    owner: { sessionId: 'shop-1' as never, origin: 'found' },
    repository: { host: 'github.com', owner: 'acme', name: 'shop' },
    number: id,
    snapshot: null,
    isStoredBlind: false,
    dueAt: NOW + 60_000,
    lookedAt: NOW - 60_000,
    isForced: false,
    blind: null,
    headSeenAt: null,
    pendingSince: null,
    asked: null,
    ...changes,
  };
  return { watched, isHeld };
}

const chosen = (all: readonly ReturnType<typeof waiting>[]) => chooseDue(all, NOW).map(({ id }) => Number(id));
const many = (count: number, changes: Partial<WatchedPullRequest> = {}, first = 100) =>
  Array.from({ length: count }, (_, index) => waiting(first + index, changes));

describe('what is looked at', () => {
  test('is nothing while nothing is due', () => {
    expect(chosen(many(50))).toEqual([]);
  });

  test('is what is due, with as many others as cost nothing more', () => {
    expect(chosen([waiting(1, { dueAt: NOW }), ...many(50)])).toHaveLength(25);
    expect(chosen([...many(26, { dueAt: NOW }, 1), ...many(50)])).toHaveLength(50);
    expect(chosen([...many(25, { dueAt: NOW }, 1), ...many(50)])).toHaveLength(25);
  });

  test('takes those along that come next', () => {
    const later = [5, 4, 3, 2].map((minute) => waiting(minute, { dueAt: NOW + minute * 60_000 }));
    expect(chosen([...later, ...many(23, { dueAt: NOW })]).slice(23)).toEqual([2, 3]);
  });

  test('never twice within a moment for nothing', () => {
    expect(chosen([waiting(1, { dueAt: NOW }), waiting(2, { lookedAt: NOW - 1_000 })])).toEqual([1]);
  });

  test('waits for nobody who would be due a moment later', () => {
    expect(chosen([...many(25, { dueAt: NOW }), waiting(1, { dueAt: NOW + 2_000, lookedAt: NOW - 1_000 })])).toHaveLength(26);
  });

  test('leaves out those whose host may not be asked, and those that are over', () => {
    expect(chosen([waiting(1, { dueAt: NOW }, true), waiting(2, { dueAt: null }), waiting(3, { dueAt: NOW })])).toEqual([3]);
  });

  test('has those in it that somebody asked for, over or not', () => {
    expect(chosen([waiting(1, { dueAt: null, isForced: true }), waiting(2, { dueAt: NOW + 60_000, isForced: true })])).toEqual([1, 2]);
  });
});
