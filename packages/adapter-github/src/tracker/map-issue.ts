import type { Issue, IssueComment, IssueState, RepositoryAddress } from '@ao/ports';
import type { z } from 'zod';
import { forgeId } from '../address/forge-id.ts';
import { accountOf, timeOf } from '../read/map-times.ts';
import type { issueCommentSchema, issueSchema } from '../read/rest-schema.ts';
import { cappedLine, cappedText, COMMENT_MAX_BYTES } from '../text/capped-text.ts';
import { issueReference } from './issue-key.ts';

const BODY_MAX_BYTES = 64 * 1024;
const LABELS_MAX = 100;

/** An issue of a repository. */
export function mapIssue(repository: RepositoryAddress, body: z.infer<typeof issueSchema>): Issue {
  const place = { repository, number: body.number };
  const labels = body.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))).filter((name) => name !== '');
  return {
    ...issueReference(place),
    title: cappedLine(body.title),
    body: cappedText(body.body ?? '', BODY_MAX_BYTES),
    url: body.html_url,
    state: stateOf(body.state, body.state_reason ?? null, labels),
    author: accountOf(body.user),
    assignees: (body.assignees ?? []).flatMap((user) => accountOf(user) ?? []),
    labels: labels.slice(0, LABELS_MAX).map((name) => cappedLine(name).slice(0, 100)),
    totalComments: body.comments,
    isPullRequest: body.pull_request != null,
    createdAt: timeOf(body.created_at),
    updatedAt: timeOf(body.updated_at),
  };
}

/** GitHub knows open and closed; teams tell the rest by labels. */
function stateOf(state: string, reason: string | null, labels: readonly string[]): IssueState {
  if (state === 'closed') return reason === 'not_planned' || reason === 'duplicate' ? 'cancelled' : 'done';
  const has = (wanted: string): boolean => labels.some((name) => name.toLowerCase().replace(/[\s_]/g, '-') === wanted);
  return has('in-review') ? 'in_review' : has('in-progress') ? 'in_progress' : 'open';
}

/** A comment on an issue. */
export function mapComment(host: string, body: z.infer<typeof issueCommentSchema>): IssueComment {
  return {
    id: forgeId(host, String(body.id)),
    author: accountOf(body.user),
    body: cappedText(body.body ?? '', COMMENT_MAX_BYTES),
    url: body.html_url,
    createdAt: timeOf(body.created_at),
  };
}
