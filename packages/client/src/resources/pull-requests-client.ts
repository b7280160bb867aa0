import type {
  Answer,
  Body,
  ClaimedPullRequest,
  LimitedKind,
  PullRequestDetails,
  PullRequestExplanation,
  PullRequestView,
  ReactionKind,
  SessionReactions,
} from '../api-types.ts';
import { type ApiCaller, apiPath } from '../transport/api-caller.ts';

/**
 * Pull requests of sessions. One is named by its id, `123`, `#123`, `owner/repo#123`, its address, or the id of a session that has one. Titles, names
 * and comments are words of others.
 */
export interface PullRequestsClient {
  /** As they were last seen: by session, open ones first. */
  list(options?: {
    readonly session?: string | undefined;
    readonly project?: string | undefined;
    readonly includeEnded?: boolean | undefined;
  }): Promise<readonly PullRequestView[]>;
  /** With its checks, why they failed, and the open threads. */
  get(pullRequest: string): Promise<PullRequestDetails>;
  /** Why the agent was told something, or not, and what waits until when. */
  explain(pullRequest: string): Promise<PullRequestExplanation>;
  /** Gives one to a session. Rejects with `PULL_REQUEST_OWNED` when a running session has it and `takeOver` is not set. */
  claim(session: string, pullRequest: string, options?: { readonly takeOver?: boolean | undefined }): Promise<ClaimedPullRequest>;
  /** Takes a claim back: it goes to the session whose branch it comes from. Null when there is none, and it is forgotten. */
  release(pullRequest: string): Promise<PullRequestView | null>;
  /** Merges it if `expectedHead` is still its head; `PULL_REQUEST_HEAD_MOVED` otherwise. Default method: squash. */
  merge(pullRequest: string, wish: Body<'mergePullRequest'>): Promise<Answer<'mergePullRequest'>>;
  /** Marks review threads as resolved, all open ones without ids. Each has an answer of its own. */
  resolve(pullRequest: string, threads?: readonly string[]): Promise<Answer<'resolveReviewThreads'>>;
  /** Lets the agent be told again where a limit was reached. */
  retry(pullRequest: string, kinds?: readonly LimitedKind[]): Promise<Answer<'retryReactions'>>;
  /** Looks at one, or at everything, before its time; resolves when that is done, at most after 20 seconds. */
  look(pullRequest?: string): Promise<void>;
  /** How a session reacts to its pull requests. */
  reactions(session: string): Promise<SessionReactions>;
  /** Switches reactions of a session off, all of them without kinds. */
  mute(session: string, kinds?: readonly ReactionKind[]): Promise<SessionReactions>;
  /** Lets the project decide again. */
  unmute(session: string, kinds?: readonly ReactionKind[]): Promise<SessionReactions>;
}

export function createPullRequestsClient(caller: ApiCaller): PullRequestsClient {
  const read = <Result>(path: string) => caller.json<Result>({ method: 'GET', path });
  const post = <Result>(path: string, body: unknown) => caller.json<Result>({ method: 'POST', path, body });
  const change = async (session: string, muted: boolean, kinds: readonly ReactionKind[] | undefined) =>
    (await post<Answer<'changeSessionReactions'>>(apiPath`/api/v1/sessions/${session}/reactions`, { muted, kinds })).reactions;
  return {
    list: async (query = {}) =>
      (await caller.json<Answer<'listPullRequests'>>({ method: 'GET', path: '/api/v1/pull-requests', query })).pullRequests,
    get: async (pullRequest) => (await read<Answer<'getPullRequest'>>(apiPath`/api/v1/pull-requests/${pullRequest}`)).pullRequest,
    explain: async (pullRequest) =>
      (await read<Answer<'explainPullRequest'>>(apiPath`/api/v1/pull-requests/${pullRequest}/explain`)).explanation,
    claim: async (session, pullRequest, { takeOver } = {}) =>
      post(apiPath`/api/v1/sessions/${session}/pull-requests`, { pullRequest, takeOver }),
    release: async (pullRequest) =>
      (await post<Answer<'releasePullRequest'>>(apiPath`/api/v1/pull-requests/${pullRequest}/release`, {})).pullRequest,
    merge: async (pullRequest, wish) => post(apiPath`/api/v1/pull-requests/${pullRequest}/merge`, wish),
    resolve: async (pullRequest, threads) => post(apiPath`/api/v1/pull-requests/${pullRequest}/resolve`, { threads }),
    retry: async (pullRequest, kinds) => post(apiPath`/api/v1/pull-requests/${pullRequest}/retry`, { kinds }),
    async look(pullRequest) {
      await post('/api/v1/pull-requests/look', { pullRequest });
    },
    reactions: async (session) => (await read<Answer<'getSessionReactions'>>(apiPath`/api/v1/sessions/${session}/reactions`)).reactions,
    mute: async (session, kinds) => change(session, true, kinds),
    unmute: async (session, kinds) => change(session, false, kinds),
  };
}
