import { AoError, cleanMessageText, inlineText, type ProjectRecord, toAoError } from '@ao/domain';
import type { Issue, IssueReference } from '@ao/ports';
import { sessionNameOf } from '../prompt/issue-prompt.ts';
import { parseIssueQuery } from '../query/parse-issue-query.ts';
import type { ProjectTracker } from '../read/project-tracker.ts';
import { mapBounded } from './map-bounded.ts';
import type { BatchItem, BatchRequest } from './batch-request.ts';

/** The most tasks of one batch, and the most issues a query is looked at for. */
export const BATCH_MAX_ITEMS = 100;
const READS_AT_ONCE = 4;
const NAME_MAX = 80;

/** A task of which everything that has to be read is read. */
export interface BatchDraft {
  readonly item: BatchItem;
  readonly reference: IssueReference | null;
  readonly issue: Issue | null;
  readonly words: string | null;
  readonly displayName: string | null;
  /** Why there can be no session for it; null when nothing is known to be wrong. */
  readonly error: AoError | null;
}

/** All tasks of a request, in their order. Rejects with what concerns all of them; what concerns one stands in its draft. */
export async function draftBatch(
  issues: ProjectTracker,
  project: ProjectRecord,
  request: BatchRequest,
  signal?: AbortSignal,
): Promise<{ readonly drafts: readonly BatchDraft[]; readonly hasMore: boolean }> {
  const { items, query } = request;
  if ((items === undefined) === (query === undefined)) throw invalid('items', 'Give either tasks or a query for issues.');
  if (query !== undefined) {
    const found = await issues.list(project, { ...parseIssueQuery(query), limit: BATCH_MAX_ITEMS }, signal);
    return { drafts: found.issues.map((issue) => draftOf({ issue: issue.label }, issue, issue, request)), hasMore: found.hasMore };
  }
  if (items === undefined || items.length === 0) throw invalid('items', 'There is no task.');
  if (items.length > BATCH_MAX_ITEMS) throw invalid('items', `There are more than ${BATCH_MAX_ITEMS} tasks.`);
  const drafts = await mapBounded(items, READS_AT_ONCE, async (item) => {
    try {
      return await readItem(issues, project, item, request, signal);
    } catch (thrown) {
      signal?.throwIfAborted();
      return { ...draftOf(item, null, null, request), error: toAoError(thrown, 'reading an issue') };
    }
  });
  return { drafts, hasMore: false };
}

async function readItem(
  issues: ProjectTracker,
  project: ProjectRecord,
  item: BatchItem,
  request: BatchRequest,
  signal: AbortSignal | undefined,
): Promise<BatchDraft> {
  if (item.issue === undefined) {
    const draft = draftOf(item, null, null, request);
    return draft.words === null ? { ...draft, error: invalid('items', 'The task has neither a prompt nor an issue.') } : draft;
  }
  const reference = issues.reference(project, item.issue, request.ownOnly ?? false);
  return draftOf(item, reference, await issues.read(reference, signal), request);
}

function draftOf(item: BatchItem, reference: IssueReference | null, issue: Issue | null, request: BatchRequest): BatchDraft {
  const said = cleanMessageText(item.prompt ?? (item.issue === undefined ? '' : (request.defaults?.prompt ?? '')));
  const words = said.trim() === '' ? null : said;
  const firstLine = words?.trim().split('\n')[0] ?? '';
  const displayName = item.displayName ?? (issue === null ? inlineText(firstLine, NAME_MAX) || null : sessionNameOf(issue));
  return { item, reference, issue, words, displayName, error: null };
}

/** An error about the request itself. */
export function invalid(path: string, problem: string): AoError {
  return new AoError('INVALID_REQUEST', { message: problem, details: { issues: [{ path, message: problem }] } });
}
