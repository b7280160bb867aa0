import { inlineText, printableUrl, type ProjectRecord, type SessionId } from '@ao/domain';
import type { ProjectTracker } from '../read/project-tracker.ts';
import { isClosed } from '../start/issue-task.ts';
import type { SessionStart } from '../start/session-start.ts';
import type { BatchDraft } from './batch-draft.ts';
import type { BatchDecision, BatchPlanItem, BatchRequest, SkipReason } from './batch-request.ts';

/** How many sessions a query starts at most, when nothing else is said. */
const QUERY_LIMIT = 10;
const LABEL_MAX = 200;

/** A task with all that is needed to start it. */
export interface PlannedTask {
  readonly draft: BatchDraft;
  readonly start: SessionStart;
  readonly plan: BatchPlanItem;
}

/** What planning looks at. */
export interface PlanOptions {
  readonly issues: Pick<ProjectTracker, 'sessionsOn'>;
  /** The session that was started, or queued, under an idempotency key. */
  readonly startedUnder: (key: string) => SessionId | null;
  /** A short text that stands for a longer one, so that two different ones never share it. */
  readonly digest: (text: string) => string;
}

/** Decides about every task, in their order: earlier ones come first where not all can be started. Reads nothing outside. */
export function planBatch(
  options: PlanOptions,
  project: ProjectRecord,
  drafts: readonly BatchDraft[],
  request: BatchRequest,
): readonly PlannedTask[] {
  const limit = request.limit ?? (request.query === undefined ? drafts.length : QUERY_LIMIT);
  const seen = new Set<string>();
  let places = limit;

  function decide(draft: BatchDraft, key: string): BatchDecision {
    const { error, issue, reference } = draft;
    if (error !== null) return { action: 'refuse', code: error.code, text: error.message };
    const name = reference?.key ?? key;
    if (seen.has(name)) return skip('repeated', 'It stands in this batch already.');
    seen.add(name);
    if (issue?.isPullRequest === true)
      return { action: 'refuse', code: 'ISSUE_IS_PULL_REQUEST', text: 'It is a pull request, not an issue.' };
    if (issue !== null && isClosed(issue.state) && request.allowClosed !== true)
      return skip('closed', `The issue is closed (${issue.state}).`);
    const earlier = request.again === true ? null : earlierSession(options, project, draft, key);
    if (earlier !== null) return earlier;
    if (places === 0) return skip('over_limit', `Enough others are started: at most ${limit}.`);
    places -= 1;
    return { action: 'start' };
  }

  return drafts.map((draft, index) => {
    const { start, key } = startOf(options, project, draft, request);
    const decision = decide(draft, key);
    return { draft, start, plan: planItem(draft, start, index, decision) };
  });
}

function earlierSession(options: PlanOptions, project: ProjectRecord, { reference }: BatchDraft, key: string): BatchDecision | null {
  const [working] = reference === null ? [] : options.issues.sessionsOn(project, reference.key);
  if (working !== undefined) return skip('taken', `Session ${working.id} works on it.`, working.id);
  const before = options.startedUnder(key);
  return before === null ? null : skip('started_before', `An earlier batch started ${before} for it.`, before);
}

function skip(reason: SkipReason, text: string, sessionId: SessionId | null = null): BatchDecision {
  return { action: 'skip', reason, text, sessionId };
}

/** The same task always has the same key, so that a batch that is sent again starts what is missing, and nothing twice. */
function startOf(
  { digest }: PlanOptions,
  project: ProjectRecord,
  { item, reference, words, displayName }: BatchDraft,
  { defaults = {}, again = false }: BatchRequest,
): { readonly start: SessionStart; readonly key: string } {
  const { prompt: _prompt, ...common } = defaults;
  const task: SessionStart = {
    ...common,
    projectId: project.id,
    issueId: reference?.key,
    prompt: words ?? undefined,
    // The title of an issue may change; the task stays the same.
    displayName: item.displayName ?? (reference === null ? (displayName ?? undefined) : undefined),
    agent: item.agent ?? common.agent,
    model: item.model ?? common.model,
  };
  const fields = Object.entries(task).filter(([, value]) => value !== undefined);
  const key = `batch-${digest(JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1))))}`;
  return { start: again ? task : { ...task, idempotencyKey: key }, key };
}

function planItem(
  { item, issue, words, displayName }: BatchDraft,
  { agent, model }: SessionStart,
  index: number,
  decision: BatchDecision,
): BatchPlanItem {
  const label = inlineText(issue?.label ?? item.issue ?? '', LABEL_MAX);
  return {
    index,
    issue:
      item.issue === undefined
        ? null
        : { label, title: issue === null ? null : inlineText(issue.title, LABEL_MAX), url: printableUrl(issue?.url ?? null) },
    prompt: words,
    displayName,
    agent: agent ?? null,
    model: model ?? null,
    decision,
    outcome: null,
  };
}
