import type { CheckRunRecord, PullRequestRecord, ReviewRecord, ThreadRecord } from '../state/pull-request-record.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';

/** Something that happened, of which the host tells by a webhook. */
export type WebhookEvent =
  | { readonly name: 'ping'; readonly repository: RepositoryRecord }
  | {
      readonly name: 'push';
      readonly repository: RepositoryRecord;
      readonly branch: string;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly name: 'pull_request';
      readonly action: 'opened' | 'synchronize' | 'closed' | 'reopened' | 'converted_to_draft' | 'ready_for_review';
      readonly pullRequest: PullRequestRecord;
    }
  | {
      readonly name: 'check_run';
      readonly action: 'created' | 'completed';
      readonly pullRequest: PullRequestRecord;
      readonly run: CheckRunRecord;
    }
  | {
      readonly name: 'pull_request_review';
      readonly action: 'submitted';
      readonly pullRequest: PullRequestRecord;
      readonly review: ReviewRecord;
    }
  | { readonly name: 'pull_request_review_comment'; readonly action: 'created'; readonly thread: ThreadRecord }
  | { readonly name: 'pull_request_review_thread'; readonly action: 'resolved' | 'unresolved'; readonly thread: ThreadRecord };

/** The repository an event belongs to. */
export function repositoryOf(event: WebhookEvent): RepositoryRecord {
  if ('repository' in event) return event.repository;
  return 'thread' in event ? event.thread.pullRequest.repository : event.pullRequest.repository;
}
