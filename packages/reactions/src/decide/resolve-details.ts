import type { ReactionKind, Timestamp } from '@ao/domain';
import type { PullRequestCheck } from '@ao/ports';
import type { FailedRead } from '../ledger/reaction-ledger.ts';
import { afterAnswer, readState } from '../look/failed-reads.ts';
import type { LookContext } from '../look/kind-look.ts';
import type { DueFinding } from './decision-draft.ts';
import type { KindVerdict } from './judge-kind.ts';

/** So many failing checks, and so many threads, are told in detail; more of them are only counted. */
export const DETAILS_MAX = { check: 5, thread: 10 } as const;

/** What is missing before messages can be written. */
export interface Details {
  readonly threads: readonly string[];
  readonly failures: readonly PullRequestCheck[];
  /** Kinds that wait because something could not be read, and until when. */
  readonly retries: ReadonlyMap<ReactionKind, Timestamp>;
  /** When threads that could not be read, and that nothing else waits for, are asked for again. */
  readonly unreadUntil: Timestamp | null;
  /** Failed reads of failure logs; those of threads are the review's own. */
  readonly reads: Readonly<Record<string, FailedRead>>;
}

/** Finds out which words are wanted for what is due: failures and threads that go to the agent, and threads nobody knows yet. */
export function resolveDetails(verdicts: readonly KindVerdict[], context: LookContext): Details {
  const { settings } = context;
  const threads = new Set<string>();
  const failures: PullRequestCheck[] = [];
  const retries = new Map<ReactionKind, Timestamp>();
  const reads: Record<string, FailedRead> = {};
  let unreadUntil: Timestamp | null = null;
  for (const { kind, due, unread } of verdicts) {
    const toAgent = settings.modes[kind] === 'send' ? due : [];
    for (const check of detailedChecks(toAgent)) {
      const answer = context.failures.get(check.id);
      const failed = afterAnswer(context.ledger.reads[check.id], answer, context.now);
      if (failed !== null) reads[check.id] = failed;
      const state = readState(answer, failed, context.now);
      if (state === 'wanted') failures.push(check);
      if (state === 'retry' && failed !== null) putLater(retries, kind, failed.nextAt);
    }
    const known = detailedThreads(toAgent);
    for (const id of new Set([...known, ...(unread?.threadIds ?? [])])) {
      const answer = context.threads.get(id);
      const failed = afterAnswer(context.ledger.reads[id], answer, context.now);
      const state = readState(answer, failed, context.now);
      // What nobody knows yet is never given up, only asked for ever more rarely.
      const isRare = state === 'given_up' && failed !== null && !known.includes(id);
      if (state === 'wanted' || (isRare && answer === undefined && context.now >= failed.nextAt)) threads.add(id);
      else if (isRare) unreadUntil = Math.min(unreadUntil ?? failed.nextAt, failed.nextAt);
      if (state === 'retry' && failed !== null) putLater(retries, kind, failed.nextAt);
    }
  }
  return { threads: Array.from(threads), failures, retries, unreadUntil, reads };
}

/** The failing checks that are told in detail. */
export function detailedChecks(due: readonly DueFinding[]): readonly PullRequestCheck[] {
  return due.flatMap(({ finding: { detail } }) => (detail.type === 'check' ? [detail.check] : [])).slice(0, DETAILS_MAX.check);
}

function detailedThreads(due: readonly DueFinding[]): readonly string[] {
  return due.flatMap(({ finding: { detail } }) => (detail.type === 'thread' ? [detail.note.id] : [])).slice(0, DETAILS_MAX.thread);
}

function putLater(retries: Map<ReactionKind, Timestamp>, kind: ReactionKind, at: Timestamp): void {
  retries.set(kind, Math.max(retries.get(kind) ?? 0, at));
}
