import { AoError, type ErrorCode } from '@ao/domain';
import type { ForgeAnswer, Issue, IssueComment, IssueQuery, TrackerV1 } from '@ao/ports';

const HOST = 'forge.test';
export const SCOPE = `${HOST}/acme/shop`;
export const ORIGIN = `https://${SCOPE}.git`;

/** An issue of `acme/shop`. */
export function sampleIssue(number: number, changes: Partial<Issue> = {}): Issue {
  return {
    key: `${SCOPE}#${number}`,
    label: `acme/shop#${number}`,
    scope: SCOPE,
    title: `Issue ${number}`,
    body: { text: `What ${number} is about.`, isCut: false },
    url: `https://${SCOPE}/issues/${number}`,
    state: 'open',
    author: { login: 'ann', isBot: false },
    assignees: [],
    labels: [],
    totalComments: 0,
    isPullRequest: false,
    createdAt: number,
    updatedAt: number,
    ...changes,
  };
}

/** A comment. */
export function sampleComment(id: number, text: string, changes: Partial<IssueComment> = {}): IssueComment {
  const author = { login: 'bob', isBot: false };
  return { id: String(id), author, body: { text, isCut: false }, url: `https://${SCOPE}/c/${id}`, createdAt: id * 86_400_000, ...changes };
}

/** A tracker in memory, with what it was asked and the means to break it. */
export interface FakeTracker extends TrackerV1 {
  readonly issues: Map<string, Issue>;
  readonly comments: Map<string, readonly IssueComment[]>;
  readonly asked: string[];
  readonly queries: IssueQuery[];
  /** From now on everything answers so; null: it works again. */
  fail(code: ErrorCode | null, details?: Readonly<Record<string, unknown>>): void;
  /** Called in the middle of every read. */
  onRead: (key: string) => Promise<void> | void;
}

/** Makes one without issues. */
export function createFakeTracker(): FakeTracker {
  let failure: AoError | null = null;
  const answer = <Value>(value: Value | undefined): ForgeAnswer<Value> => {
    if (failure !== null) return { outcome: 'unknown', error: failure };
    return value === undefined ? { outcome: 'gone' } : { outcome: 'value', value };
  };
  const reference = (owner: string, number: string) => ({
    key: `${HOST}/${owner}#${number}`,
    label: `${owner}#${number}`,
    scope: `${HOST}/${owner}`,
  });
  const tracker: FakeTracker = {
    specificationVersion: 'tracker-v1',
    name: 'fake',
    issues: new Map(),
    comments: new Map(),
    asked: [],
    queries: [],
    onRead: () => undefined,
    fail(code, details) {
      failure = code === null ? null : new AoError(code, { message: `It fails with ${code}.`, details });
    },
    check: async () => ({ level: 'ok', summary: 'Fine.', path: null, version: null, remedy: null, code: null }),
    scopeOf: (remoteUrl) => (remoteUrl.includes(HOST) ? remoteUrl.replace(/^https:\/\//, '').replace(/\.git$/, '') : null),
    parseIssue(text, scope) {
      const short = /^#?([1-9]\d*)$/.exec(text.trim());
      if (short !== null) return scope === null ? null : reference(scope.slice(HOST.length + 1), short[1] ?? '');
      const full = /^(?:https:\/\/forge\.test\/)?([\w.-]+\/[\w.-]+)(?:#|\/issues\/)([1-9]\d*)$/.exec(text.trim());
      return full === null ? null : reference(full[1] ?? '', full[2] ?? '');
    },
    async read(key) {
      tracker.asked.push(`read ${key}`);
      await tracker.onRead(key);
      return answer(tracker.issues.get(key));
    },
    async list(query) {
      tracker.asked.push('list');
      tracker.queries.push(query);
      const { state = 'open', assignee, labels = [], limit = 30 } = query;
      const matching = [...tracker.issues.values()]
        .filter((issue) => issue.scope === query.scope && !issue.isPullRequest)
        .filter((issue) => state === 'all' || (state === 'closed') === (issue.state === 'done' || issue.state === 'cancelled'))
        .filter((issue) => labels.every((label) => issue.labels.includes(label)))
        .filter((issue) => assignee === undefined || issue.assignees.some(({ login }) => login === assignee))
        .toSorted((one, other) => other.createdAt - one.createdAt);
      return answer({ issues: matching.slice(0, limit), hasMore: matching.length > limit });
    },
    async readComments({ key, limit = 30 }) {
      tracker.asked.push(`comments ${key}`);
      const comments = tracker.comments.get(key);
      return answer(comments === undefined ? undefined : { comments: comments.slice(-limit), total: comments.length });
    },
  };
  return tracker;
}
