import type { Timestamp } from '@ao/domain';
import type { Clock, RateBudget, ScmV1, Stores } from '@ao/ports';

/** How well a code host can be seen, as its observer says. */
export interface HostSight {
  readonly host: string;
  /** A word: `seeing`, `untried`, or what hinders it. */
  readonly sight: string;
  readonly since: Timestamp;
  /** Why, and what to do; null while all is well. */
  readonly message: string | null;
  /** When it goes on by itself; null when that is not known. */
  readonly until: Timestamp | null;
  /** The account `ao` looks with; null when it is not known. */
  readonly account: string | null;
  readonly budget: RateBudget | null;
}

/** Looks at pull requests before their time. */
export interface PullRequestWatcher {
  /**
   * Resolves when these were looked at and what follows is carried out; without ids when everything was. At once when nobody watches.
   */
  lookNow(ids?: readonly string[], signal?: AbortSignal): Promise<void>;
  /** What can be seen of the hosts it knows. */
  hosts(): readonly HostSight[];
  /** When one was last seen, in this process; null when it was not. */
  seenAt(id: string): Timestamp | null;
}

/** What the use cases need. */
export interface PullRequestServiceOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'messages' | 'pullRequests' | 'reactions' | 'transaction'>;
  /** Null when no code host is set up: what is stored can be read, and nothing done. */
  readonly scm: ScmV1 | null;
  /** Null when nobody watches. */
  readonly watcher: PullRequestWatcher | null;
  readonly clock: Pick<Clock, 'now'>;
}
