import type { RepositoryAddress, ScmHint } from '@ao/ports';
import { z } from 'zod';

/** What to ask GitHub for: each of these can change what is known of a pull request. */
export const GITHUB_WEBHOOK_EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'status',
] as const;
type WebhookEvent = (typeof GITHUB_WEBHOOK_EVENTS)[number];

const NO_COMMIT = /^0+$/;
const BRANCH_PREFIX = 'refs/heads/';
/** The branch of a merge queue names the pull request it is for. */
const QUEUE_BRANCH = /\/pr-(\d{1,9})-[0-9a-f]+$/;

const commit = z.string().regex(/^[0-9a-f]{7,64}$/);
const number = z.int().positive();
const numbered = z.object({ number });
const pullRequest = z.object({ number, head: z.object({ sha: commit }) });
const check = z.object({ head_sha: commit, pull_requests: z.array(numbered).catch([]) });

interface Named {
  readonly numbers?: readonly number[];
  readonly commits?: readonly string[];
  readonly branches?: readonly string[];
  readonly mayBeNew?: boolean;
}

/** Reads so much of each event as names what it is about; everything else of it is not looked at. */
const READERS: Readonly<Record<WebhookEvent, (payload: unknown) => Named | null>> = {
  check_run: reader(z.object({ check_run: check }), ({ check_run: run }) => ofCheck(run)),
  check_suite: reader(z.object({ check_suite: check }), ({ check_suite: suite }) => ofCheck(suite)),
  status: reader(z.object({ sha: commit }), ({ sha }) => ({ commits: [sha] })),
  pull_request: reader(z.object({ action: z.string(), pull_request: pullRequest }), ({ action, pull_request: changed }) => ({
    numbers: [changed.number],
    commits: [changed.head.sha],
    mayBeNew: action === 'opened' || action === 'reopened',
  })),
  pull_request_review: reader(z.object({ pull_request: numbered }), ({ pull_request: { number: id } }) => ({ numbers: [id] })),
  pull_request_review_comment: reader(z.object({ pull_request: numbered }), ({ pull_request: { number: id } }) => ({ numbers: [id] })),
  pull_request_review_thread: reader(z.object({ pull_request: numbered }), ({ pull_request: { number: id } }) => ({ numbers: [id] })),
  // Every pull request is an issue, but few issues are pull requests.
  issue_comment: reader(z.object({ issue: z.object({ number, pull_request: z.object({}) }) }), ({ issue }) => ({
    numbers: [issue.number],
  })),
  push: reader(
    z.object({ ref: z.string().startsWith(BRANCH_PREFIX), before: z.string(), after: z.string() }),
    ({ ref, before, after }) => ({
      branches: [ref.slice(BRANCH_PREFIX.length)],
      commits: [before, after].filter((id) => !NO_COMMIT.test(id)),
    }),
  ),
  merge_group: reader(z.object({ merge_group: z.object({ head_ref: z.string() }) }), ({ merge_group: { head_ref: ref } }) => {
    const id = QUEUE_BRANCH.exec(ref)?.[1];
    return id === undefined ? {} : { numbers: [Number(id)] };
  }),
};

const repositorySchema = z.object({
  repository: z.object({ name: z.string().min(1), owner: z.object({ login: z.string().min(1) }), html_url: z.url() }),
});
const actionSchema = z.object({ action: z.string().regex(/^[a-z_]{1,40}$/) });

/** What a webhook hints at; null when that is nothing, or it is not in GitHub's form. */
export function readWebhook(event: string, payload: unknown): ScmHint | null {
  if (!isWatched(event)) return null;
  const named = READERS[event](payload);
  const repository = repositoryOf(payload);
  if (named === null || repository === null) return null;
  const { numbers = [], commits = [], branches = [], mayBeNew = false } = named;
  const action = actionSchema.safeParse(payload);
  return { repository, numbers, commits, branches, mayBeNew, reasons: [action.success ? `${event} ${action.data.action}` : event] };
}

function isWatched(event: string): event is WebhookEvent {
  return GITHUB_WEBHOOK_EVENTS.some((known) => known === event);
}

function reader<Schema extends z.ZodType>(schema: Schema, read: (payload: z.output<Schema>) => Named): (payload: unknown) => Named | null {
  return (payload) => {
    const result = schema.safeParse(payload);
    return result.success ? read(result.data) : null;
  };
}

function ofCheck({ head_sha: head, pull_requests: pulls }: z.output<typeof check>): Named {
  return { commits: [head], numbers: pulls.map(({ number: id }) => id) };
}

function repositoryOf(payload: unknown): RepositoryAddress | null {
  const result = repositorySchema.safeParse(payload);
  if (!result.success) return null;
  const { name, owner, html_url: page } = result.data.repository;
  return { host: new URL(page).host.toLowerCase(), owner: owner.login, name };
}
