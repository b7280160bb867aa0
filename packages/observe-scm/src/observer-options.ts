import type { SessionId } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { Clock, Logger, Messenger, Notices, ScmV1, Stores, WorkspaceV1 } from '@ao/ports';
import type { LookPace } from './look-pace.ts';

/** What the observer needs. */
export interface PullRequestObserverOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'messages' | 'pullRequests' | 'reactions' | 'repositoryWatches' | 'transaction'>;
  readonly lifecycle: Pick<Lifecycle, 'onReaction'>;
  readonly scm: ScmV1;
  /** Says whose commits are whose, and where branches are pushed to. */
  readonly workspace: Pick<WorkspaceV1, 'hasCommit' | 'pushTarget'>;
  readonly messenger: Pick<Messenger, 'send' | 'withdraw'>;
  readonly notices: Notices;
  /** Ends a session because its pull request was merged; its worktree stays. May be called again for the same session. */
  readonly endSession: (id: SessionId) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Logins agents work with, besides the account of the token: their pull requests may belong to sessions, and their words are not told to agents. */
  readonly authors?: readonly string[] | undefined;
  readonly pace?: LookPace | undefined;
  /** Numbers from 0 up to, but not including, 1, by which looks are spread. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}
