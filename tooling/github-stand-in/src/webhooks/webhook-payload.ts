import { createRequire } from 'node:module';
import { isoTime } from '../graphql/common-views.ts';
import { pullRequestBody, repositoryBody, userBody } from '../rest/rest-views.ts';
import type { HostState } from '../state/host-state.ts';
import type { CheckRunRecord, PullRequestRecord, ThreadRecord } from '../state/pull-request-record.ts';
import { repositoryOf, type WebhookEvent } from './webhook-event.ts';

type Payload = Readonly<Record<string, unknown>>;
type PublishedEvents = readonly { readonly name: string; readonly examples: readonly Payload[] }[];

/**
 * What GitHub would send: the published example of this event, with everything the state knows laid over it. So no payload is thinner than
 * a real one.
 */
export function webhookPayload(state: HostState, event: WebhookEvent): Payload {
  const common = { repository: repositoryBody(state.host, repositoryOf(event)), sender: userBody({ login: 'octo' }) };
  return laidOver(exampleOf(event), {
    ...common,
    ...('action' in event ? { action: event.action } : {}),
    ...knownOf(state, event),
  }) as Payload;
}

function knownOf(state: HostState, event: WebhookEvent): Payload {
  switch (event.name) {
    case 'ping':
      return {};
    case 'push':
      return { ref: `refs/heads/${event.branch}`, before: event.before, after: event.after };
    case 'pull_request':
      return { number: event.pullRequest.number, pull_request: pullRequestBody(state.host, event.pullRequest, true) };
    case 'check_run':
      return { check_run: checkRunBody(event.run, event.pullRequest) };
    case 'pull_request_review':
      return {
        review: {
          node_id: event.review.nodeId,
          state: event.review.state.toLowerCase(),
          user: userBody(event.review.author),
          commit_id: event.review.commit,
          submitted_at: isoTime(event.review.submittedAt),
        },
        pull_request: pullRequestBody(state.host, event.pullRequest, false),
      };
    case 'pull_request_review_comment':
      return { comment: commentBody(event.thread), pull_request: pullRequestBody(state.host, event.thread.pullRequest, false) };
    case 'pull_request_review_thread':
      return {
        thread: { node_id: event.thread.nodeId, comments: [commentBody(event.thread)] },
        pull_request: pullRequestBody(state.host, event.thread.pullRequest, false),
      };
  }
}

function checkRunBody(run: CheckRunRecord, pullRequest: PullRequestRecord): unknown {
  return {
    id: run.databaseId,
    node_id: run.nodeId,
    name: run.name,
    head_sha: run.commit,
    status: run.status.toLowerCase(),
    conclusion: run.conclusion?.toLowerCase() ?? null,
    pull_requests: [
      {
        id: pullRequest.databaseId,
        number: pullRequest.number,
        head: { ref: pullRequest.branch, sha: pullRequest.headCommit },
        base: { ref: pullRequest.base, sha: pullRequest.baseCommit },
      },
    ],
  };
}

function commentBody(thread: ThreadRecord): unknown {
  const comment = thread.comments.at(-1);
  if (comment === undefined) return {};
  return { id: comment.databaseId, node_id: comment.nodeId, path: thread.path, body: comment.body, user: userBody(comment.author) };
}

/** The published payload that is nearest: of the same action, else of the same event. */
function exampleOf(event: WebhookEvent): Payload {
  const published = createRequire(import.meta.url)('@octokit/webhooks-examples') as PublishedEvents;
  const examples = published.find(({ name }) => name === event.name)?.examples ?? [];
  const action = 'action' in event ? event.action : undefined;
  const found = examples.find((example) => example['action'] === action) ?? examples[0];
  if (found === undefined) throw new Error(`no example of ${event.name} was published`);
  return found;
}

/** Objects are laid over each other; everything else is replaced. */
function laidOver(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const names = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...names].map((name) => [name, name in above ? laidOver(below[name], above[name]) : below[name]]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
