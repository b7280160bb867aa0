import type { ForgeAnswer } from '../../forge/v1/forge-answer.ts';
import type { ToolCheck } from '../../system/tool-check.ts';
import type { Issue, IssueComment, IssueList, IssueQuery, IssueReference } from './issue.ts';

/**
 * Issues, wherever a team keeps them.
 *
 * - the tracker owns everything; this holds no facts and writes nothing
 * - it never waits for a limit: what would have to wait answers `unknown` with `FORGE_RATE_LIMITED` and `details.retryAt`
 * - methods do not reject for anything a host or network does; they reject with the signal's reason when aborted
 */
export interface TrackerV1 {
  readonly specificationVersion: 'tracker-v1';
  readonly name: string;

  /** Whether a token is there and the tracker takes it. Never rejects but by the signal. */
  check(signal?: AbortSignal): Promise<ToolCheck>;

  /** Where the issues of a repository are kept, from the URL of its git remote; null when this tracker does not keep them. Asks nobody. */
  scopeOf(remoteUrl: string): string | null;

  /**
   * The issue a person means, for example by `123`, `#123`, `owner/repo#123` or its URL. Short forms need a scope. Null for anything else.
   * Asks nobody.
   */
  parseIssue(text: string, scope: string | null): IssueReference | null;

  /** One issue. A `key` that is not of this tracker is `gone`. */
  read(key: string, signal?: AbortSignal): Promise<ForgeAnswer<Issue>>;

  /** Issues of a scope. A scope that is not of this tracker is `gone`. */
  list(query: IssueQuery, signal?: AbortSignal): Promise<ForgeAnswer<IssueList>>;

  /** The newest comments of an issue, oldest of them first. */
  readComments(
    request: { readonly key: string /** Default 30, at most 100. */; readonly limit?: number | undefined },
    signal?: AbortSignal,
  ): Promise<ForgeAnswer<{ readonly comments: readonly IssueComment[]; readonly total: number }>>;
}
