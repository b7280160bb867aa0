import type { WatchedPullRequest } from '../watch-list.ts';

/** So many are read for the price of one. */
const READ_AT_ONCE = 25;
/** Those that come due so soon after are read along, so that looks stay together. */
const TOGETHER_MS = 3_000;
/** Nobody is looked at twice within so short a time, free or not. */
const FRESH_MS = 10_000;

/** What is known of one that waits for its time. */
export interface Waiting {
  readonly watched: WatchedPullRequest;
  readonly isHeld: boolean;
}

/**
 * Chooses what is looked at now: everything due, then, because the host counts questions and not pull requests, those that come next, up to what the
 * last question holds.
 */
export function chooseDue(waiting: readonly Waiting[], now: number): readonly WatchedPullRequest[] {
  const open = waiting.flatMap(({ watched, isHeld }) => (isHeld || (watched.dueAt === null && !watched.isForced) ? [] : [watched]));
  const due = open.filter((each) => each.isForced || (each.dueAt !== null && each.dueAt <= now));
  if (due.length === 0) return [];
  const later = open.filter((each) => !due.includes(each)).toSorted((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  const soon = later.filter(({ dueAt }) => dueAt !== null && dueAt - now <= TOGETHER_MS);
  const room = Math.ceil((due.length + soon.length) / READ_AT_ONCE) * READ_AT_ONCE - due.length - soon.length;
  const along = later.filter((each) => !soon.includes(each) && (each.lookedAt === null || now - each.lookedAt >= FRESH_MS));
  return [...due, ...soon, ...along.slice(0, room)];
}
