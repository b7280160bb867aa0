import type { ForgeAccount } from '../../forge/v1/forge-account.ts';
import type { ForgeAnswer } from '../../forge/v1/forge-answer.ts';
import type { RateBudget } from '../../forge/v1/rate-budget.ts';
import type { RepositoryAddress } from '../../forge/v1/repository-address.ts';
import type { ToolCheck } from '../../system/tool-check.ts';
import type { CheckFailure, CheckFailureRequest } from './check-failure.ts';
import type { DiscoveryAnswer, DiscoveryRequest } from './pull-request-discovery.ts';
import type { MergeOutcome, MergeRequest } from './pull-request-merge.ts';
import type { MergeConflictState, PullRequestPlace, PullRequestSighting, PullRequestSnapshot } from './pull-request-snapshot.ts';
import type { ReviewThread } from './review-thread.ts';

/** A repository as its host knows it. */
export interface ForgeRepository {
  /** `<host>:<the host's immutable id>`. */
  readonly id: string;
  /** Where it is now; different from the asked address after a rename. */
  readonly address: RepositoryAddress;
  readonly url: string;
  readonly isPrivate: boolean;
  /** Nothing can be pushed or merged. */
  readonly isArchived: boolean;
  readonly defaultBranch: string;
  /** The repository this is a fork of; null when it is none. */
  readonly parent: RepositoryAddress | null;
}

/**
 * Pull requests at a code host (or several hosts of one kind).
 *
 * - the host owns everything; this holds no facts, only connections and the host's limits. Two processes may use it side by side
 * - it changes nothing but by `merge` and `resolveThread`, and never writes a comment
 * - it never waits for a limit: what would have to wait answers `unknown` with `FORGE_RATE_LIMITED` and `details.retryAt`. Background
 *   reads stop at a reserve that is left to the person's own tools; `merge`, `resolveThread`, `askMergeability` and `findByPlace` are
 *   done for a person and may use it up
 * - methods do not reject for anything a host or network does; they reject with the signal's reason when aborted
 */
export interface ScmV1 {
  readonly specificationVersion: 'scm-v1';
  readonly name: string;

  /** Whether a token is there and the host takes it. Without `host`: the first host. Never rejects but by the signal. */
  check(host?: string, signal?: AbortSignal): Promise<ToolCheck>;

  /** The repository behind the URL of a git remote; null when it lies on none of this one's hosts. Asks nobody. */
  parseRemote(remoteUrl: string): RepositoryAddress | null;

  /**
   * The pull request a person means by `123`, `#123`, `owner/repo#123` or its URL. The first two need `repository`. Null for anything
   * else. Asks nobody.
   */
  parsePullRequest(text: string, repository: RepositoryAddress | null): PullRequestPlace | null;

  /** What the host knows of a repository; renames are followed. */
  readRepository(address: RepositoryAddress, signal?: AbortSignal): Promise<ForgeAnswer<ForgeRepository>>;

  /** The account the token belongs to. */
  readAccount(host: string, signal?: AbortSignal): Promise<ForgeAnswer<ForgeAccount>>;

  /** Pull requests of a repository from branches of a namespace, newest change first, open or not: one question for all sessions in it. */
  discover(request: DiscoveryRequest, signal?: AbortSignal): Promise<DiscoveryAnswer>;

  /** Pull requests from one branch, newest change first, at most 10: for a branch that lies further back than discovery looks. */
  findByBranch(
    request: { readonly repository: RepositoryAddress; readonly sourceRepository: RepositoryAddress; readonly branch: string },
    signal?: AbortSignal,
  ): Promise<ForgeAnswer<readonly PullRequestSighting[]>>;

  /** One pull request by its number, to take it over or to answer a person. */
  findByPlace(place: PullRequestPlace, signal?: AbortSignal): Promise<ForgeAnswer<PullRequestSighting>>;

  /**
   * Reads many pull requests, of any repositories, hosts and number, in as few questions as the host bears.
   *
   * @param ids - `PullRequestSighting.id`s. Each gets an answer under its own id; one that is no such id is `gone`.
   */
  poll(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ForgeAnswer<PullRequestSnapshot>>>;

  /** Reads review threads with their comments. Each id gets an answer under its own id. */
  readThreads(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ForgeAnswer<ReviewThread>>>;

  /** Why a check failed: an excerpt of its log, else what it says about itself. A log that is not there is no error. */
  readFailure(request: CheckFailureRequest, signal?: AbortSignal): Promise<ForgeAnswer<CheckFailure>>;

  /**
   * Makes the host work out whether a pull request conflicts; polling alone does not. `unknown` is the usual first answer: the next polls
   * know it. To be asked once per head commit whose `conflict` stays `unknown`.
   */
  askMergeability(place: PullRequestPlace, signal?: AbortSignal): Promise<ForgeAnswer<MergeConflictState>>;

  /** Merges, if the head is still the expected one. Never forces, never queues, never deletes the branch. */
  merge(request: MergeRequest, signal?: AbortSignal): Promise<MergeOutcome>;

  /** Marks a review thread as resolved. Already resolved is success. */
  resolveThread(id: string, signal?: AbortSignal): Promise<ForgeAnswer<{ readonly isResolved: boolean }>>;

  /** What may still be asked at a host, from what its answers said. Asks nobody. Null for a host that is none of this one's. */
  budget(host: string): RateBudget | null;
}
