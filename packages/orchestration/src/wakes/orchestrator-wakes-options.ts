import type { SessionId } from '@ao/domain';
import type { Clock, IdentifierSource, Logger, Messenger, Stores, Subscription, WorkspaceV1 } from '@ao/ports';
import type { WakeSettings } from '../settings/wake-settings.ts';

/** What waking orchestrators needs. */
export interface OrchestratorWakesOptions {
  readonly stores: Pick<Stores, 'sessions' | 'projects' | 'messages' | 'pullRequests' | 'reports' | 'wakes' | 'changeLog' | 'transaction'>;
  readonly messenger: Pick<Messenger, 'send' | 'withdraw'>;
  /** The one thing needed of lifecycle: to hear that a turn has ended. */
  readonly lifecycle: {
    onReaction(
      listener: (event: { readonly sessionId: SessionId; readonly reactions: readonly { readonly type: string }[] }) => void,
    ): Subscription;
  };
  /** Without `head` nobody hears of new commits. */
  readonly workspace: Pick<WorkspaceV1, 'head'>;
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly identifiers: IdentifierSource;
  readonly logger: Logger;
  /** What holds where the project says nothing. */
  readonly settings?: WakeSettings | undefined;
}
