import { AoError, toAoError } from '@ao/domain';
import type { Issue, IssueComment, IssueReference, TrackerV1 } from '@ao/ports';
import { COMMENTS_MAX, composeIssuePrompt, sessionNameOf } from '../prompt/issue-prompt.ts';
import type { ProjectTracker } from '../read/project-tracker.ts';
import type { SessionTask } from './session-start.ts';

/** Which issue becomes a task, and how. */
export interface IssueTaskRequest {
  readonly reference: IssueReference;
  /** What the person said; null for nothing. */
  readonly words: string | null;
  readonly allowClosed: boolean;
}

/**
 * Reads an issue and makes a task of it. Comments that cannot be read are left out, and that is said: the task stands without them.
 *
 * @throws AoError `ISSUE_NOT_FOUND`, `ISSUE_IS_PULL_REQUEST`, `ISSUE_CLOSED`, and the codes of the code host.
 */
export async function readIssueTask(
  options: { readonly issues: Pick<ProjectTracker, 'read'>; readonly tracker: TrackerV1 | null },
  { reference, words, allowClosed }: IssueTaskRequest,
): Promise<SessionTask> {
  const issue = await options.issues.read(reference);
  refuseUnfit(issue, allowClosed);
  const { comments, totalComments, notices } = await readComments(options.tracker, issue);
  return {
    prompt: composeIssuePrompt({ words, issue, comments, totalComments }),
    displayName: sessionNameOf(issue) ?? undefined,
    notices,
  };
}

/** Throws for what no session is started for. */
export function refuseUnfit({ label, isPullRequest, state, url }: Issue, allowClosed: boolean): void {
  const details = { issue: label, url };
  if (isPullRequest) throw new AoError('ISSUE_IS_PULL_REQUEST', { message: `${label} is a pull request. Give an issue.`, details });
  if (!isClosed(state) || allowClosed) return;
  const message = `The issue ${label} is closed (${state}). To start a session for it all the same, allow closed issues (--allow-closed).`;
  throw new AoError('ISSUE_CLOSED', { message, details });
}

/** True for the states in which nothing is left to do. */
export function isClosed(state: Issue['state']): boolean {
  return state === 'done' || state === 'cancelled';
}

async function readComments(
  tracker: TrackerV1 | null,
  { key, label, totalComments }: Issue,
): Promise<{ readonly comments: readonly IssueComment[]; readonly totalComments: number; readonly notices: readonly string[] }> {
  if (tracker === null || totalComments === 0) return { comments: [], totalComments, notices: [] };
  const answer = await tracker.readComments({ key, limit: COMMENTS_MAX });
  if (answer.outcome === 'value') return { comments: answer.value.comments, totalComments: answer.value.total, notices: [] };
  const why = answer.outcome === 'gone' ? 'They are gone.' : toAoError(answer.error, 'reading comments').message;
  return { comments: [], totalComments, notices: [`The comments of ${label} could not be read and are not in the prompt. ${why}`] };
}
