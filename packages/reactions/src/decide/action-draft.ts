import { printableUrl, type SessionId, type Timestamp } from '@ao/domain';
import type { FailedRead, ReactionEntry, Telling } from '../ledger/reaction-ledger.ts';
import type { ReactionReason } from '../ledger/reaction-reason.ts';
import type { LookContext } from '../look/kind-look.ts';
import { aboutDue, type DueFinding, draftEntry } from './decision-draft.ts';
import type { ReactionAction, ReactionWants } from './reaction-action.ts';

/** What is done about the verdicts of all kinds together. */
export interface DecidedActions {
  readonly actions: readonly ReactionAction[];
  readonly wants: ReactionWants;
  readonly drafts: readonly ReactionEntry[];
  readonly told: readonly Telling[];
  readonly reads: Readonly<Record<string, FailedRead>>;
}

/** Collects what one decision does. */
export interface ActionDraft {
  readonly context: LookContext;
  /** The fields every action for people has. */
  readonly place: { readonly sessionId: SessionId; readonly pullRequestId: string; readonly url: string | null };
  readonly actions: ReactionAction[];
  readonly drafts: ReactionEntry[];
  readonly told: Telling[];
  /** Writes down that these wait. */
  readonly hold: (due: readonly DueFinding[], reason: ReactionReason, until?: Timestamp | null) => void;
  /** Writes down that these signatures are told now. */
  readonly tell: (kind: Telling['kind'], signatures: readonly string[], to: Telling['to'], key: string) => void;
  readonly finish: (wants?: Partial<ReactionWants>, reads?: DecidedActions['reads']) => DecidedActions;
}

/** Begins an empty collection. */
export function draftActions(context: LookContext): ActionDraft {
  const { snapshot, session, now } = context;
  const actions: ReactionAction[] = [];
  const drafts: ReactionEntry[] = [];
  const told: Telling[] = [];
  return {
    context,
    place: { sessionId: session.id, pullRequestId: snapshot.id, url: printableUrl(snapshot.url) },
    actions,
    drafts,
    told,
    hold(due, reason, until = null) {
      for (const each of due) drafts.push(draftEntry(aboutDue(each), 'waiting', reason, { at: now, until }));
    },
    tell(kind, signatures, to, key) {
      for (const signature of signatures) told.push({ kind, signature, head: snapshot.headCommit, to, key, at: now, isUndelivered: false });
    },
    finish: (wants = {}, reads = {}) => ({
      actions,
      drafts,
      told,
      reads,
      wants: { snapshot: false, threads: [], failures: [], ...wants },
    }),
  };
}
