import type { BareRepository } from '../git/bare-repository.ts';
import type { IssueRecord } from './issue-record.ts';
import type { PullRequestRecord } from './pull-request-record.ts';

/** A repository as the stand-in holds it. Tests may change what they like; `touch` of what hangs on it tells the listings. */
export interface RepositoryRecord {
  readonly nodeId: string;
  readonly databaseId: number;
  owner: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  readonly defaultBranch: string;
  readonly parent: RepositoryRecord | null;
  /** Null: everybody with a token that is known. Else only these tokens; to all others it does not exist. */
  visibleTo: readonly string[] | null;
  /** Seen by these tokens, but nothing may be written and checks may not be read. */
  readOnlyFor: readonly string[];
  mergeMethods: readonly ('merge' | 'squash' | 'rebase')[];
  /** Checks the default branch waits for; null: no rule. */
  requiredChecks: readonly string[] | null;
  /** Checks that rule sets wait for, which are told apart from the older rules of a branch. */
  ruleSetChecks: readonly string[];
  /** Whether a review is needed: then the decision is the rule's. */
  requiresReview: boolean;
  /** Null for a repository without files: its commits are only names. */
  readonly git: BareRepository | null;
  /** Heads of branches, as of the last look at git. */
  readonly branches: Map<string, string>;
  readonly pullRequests: Map<number, PullRequestRecord>;
  readonly issues: Map<number, IssueRecord>;
  lastNumber: number;
}
