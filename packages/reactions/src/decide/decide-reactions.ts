import type { Timestamp } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestSnapshot, ReviewThread } from '@ao/ports';
import type { ReactionLedger } from '../ledger/reaction-ledger.ts';
import type { LookContext } from '../look/kind-look.ts';
import type { ReactionSession } from '../session/reaction-session.ts';
import type { ReactionSettings } from '../settings/reaction-settings.ts';
import { newReactionLedger } from '../ledger/reaction-ledger.ts';
import { decideActions } from './decide-actions.ts';
import { judgeEnd } from './judge-end.ts';
import { judgeKind } from './judge-kind.ts';
import { lookAtAll } from './look-at-all.ts';
import { nextLedger } from './next-ledger.ts';
import type { ReactionAction, ReactionWants } from './reaction-action.ts';

/** Everything a decision is made of. */
export interface ReactionQuestion {
  readonly snapshot: PullRequestSnapshot;
  readonly session: ReactionSession;
  readonly settings: ReactionSettings;
  /** Null when there is none yet. */
  readonly ledger: ReactionLedger | null;
  /** Answers to {@link ReactionWants.threads}, by thread id. */
  readonly threads?: ReadonlyMap<string, ForgeAnswer<ReviewThread>> | undefined;
  /** Answers to {@link ReactionWants.failures}, by check id. */
  readonly failures?: ReadonlyMap<string, ForgeAnswer<CheckFailure>> | undefined;
  readonly now: Timestamp;
}

/** What was decided. */
export interface ReactionVerdict {
  /** To be stored before or together with the actions; the same object as before when nothing has changed. */
  readonly ledger: ReactionLedger;
  readonly actions: readonly ReactionAction[];
  readonly wants: ReactionWants;
  /** When to ask again though nothing has changed; null when only a change makes a difference. */
  readonly nextLookAt: Timestamp | null;
}

/**
 * Decides what follows from a look at a pull request. Pure: the same question always has the same answer.
 *
 * - with `wants`, fetch what is wanted and ask again, with the ledger of this answer; nothing is sent to the agent before
 * - a snapshot that is older than one already decided on changes nothing
 * - kinds are independent: whatever one of them comes to, the others go on
 */
export function decideReactions(question: ReactionQuestion): ReactionVerdict {
  const { snapshot, session, settings, now } = question;
  const ledger = question.ledger ?? newReactionLedger({ sessionId: session.id, pullRequestId: snapshot.id });
  // A ledger from the future was written before the clock was set back; it must not silence the present.
  if (snapshot.observedAt < ledger.observedAt && ledger.observedAt <= now)
    return { ledger, actions: [], wants: NO_WANTS, nextLookAt: null };
  const answers = { threads: question.threads ?? new Map(), failures: question.failures ?? new Map() };
  const context: LookContext = { snapshot, session, settings, ledger, now, ...answers };
  const looks = lookAtAll(context);
  const verdicts = looks.map(({ kind, look }) => judgeKind(kind, look, context));
  const decided = decideActions(verdicts, judgeEnd(context), context);
  const drafts = [...verdicts.flatMap((verdict) => verdict.drafts), ...decided.drafts];
  const next = nextLedger({ context, looks, verdicts, drafts, told: decided.told, reads: decided.reads });
  const times = [...drafts.map(({ until }) => until), ...verdicts.map(({ nextAt }) => nextAt)].filter((at) => at !== null && at > now);
  return {
    ledger: next,
    actions: decided.actions,
    wants: decided.wants,
    nextLookAt: times.length === 0 ? null : Math.min(...(times as readonly number[])),
  };
}

const NO_WANTS: ReactionWants = { snapshot: false, threads: [], failures: [] };
