import type { LimitedKind, MessageId, ReactionKind, SessionId } from '@ao/domain';
import type { PullRequestCheck } from '@ao/ports';
import type { ReactionReason } from '../ledger/reaction-reason.ts';

/**
 * What has to be done. Each has a name of its own (`messageId`, `key`) that is the same when the same is decided again, so that doing it twice can be told from
 * doing it once.
 *
 * - `send`: put the message into the session's outbox, as written by automation
 * - `notify`: tell people. With `offersEnd` also offer to end the session
 * - `escalate`: tell people that telling the agent has led nowhere
 * - `end_session`: end the session with the reason `merged`
 */
export type ReactionAction =
  | {
      readonly type: 'send';
      readonly messageId: MessageId;
      readonly sessionId: SessionId;
      readonly pullRequestId: string;
      readonly kinds: readonly ReactionKind[];
      readonly text: string;
    }
  | {
      readonly type: 'notify';
      readonly key: string;
      readonly sessionId: SessionId;
      readonly pullRequestId: string;
      readonly kind: ReactionKind;
      /** One line for people; names of strangers in it are cleaned and shortened. */
      readonly text: string;
      readonly url: string | null;
      readonly offersEnd: boolean;
    }
  | {
      readonly type: 'escalate';
      readonly key: string;
      readonly sessionId: SessionId;
      readonly pullRequestId: string;
      readonly kind: LimitedKind;
      readonly reason: ReactionReason;
      readonly text: string;
      readonly url: string | null;
    }
  | { readonly type: 'end_session'; readonly key: string; readonly sessionId: SessionId; readonly pullRequestId: string };

/** What has to be read before it can be decided. Give an answer for each, `unknown` where it could not be read, and ask again. */
export interface ReactionWants {
  /** The snapshot is too old to act on. */
  readonly snapshot: boolean;
  /** For `ScmV1.readThreads`. */
  readonly threads: readonly string[];
  /** For `ScmV1.readFailure`. */
  readonly failures: readonly PullRequestCheck[];
}
