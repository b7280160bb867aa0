import { type ProjectRecord, toAoError } from '@ao/domain';
import { type IssueStartOptions, startIssueSession } from '../start/start-issue-session.ts';
import type { StartedSession } from '../start/session-start.ts';
import { BATCH_MAX_ITEMS, draftBatch, invalid } from './batch-draft.ts';
import type { BatchOutcome, BatchPlanItem, BatchRequest, BatchResult } from './batch-request.ts';
import { mapBounded } from './map-bounded.ts';
import { type PlannedTask, type PlanOptions, planBatch } from './plan-batch.ts';

/** Starting takes git and the agent's program; more at a time would only make each of them slower. */
const STARTS_AT_ONCE = 3;

/** Plans a batch, and carries the plan out unless only the plan is wanted. One task that cannot be started stops no other. */
export async function runBatch(
  options: IssueStartOptions & PlanOptions,
  project: ProjectRecord,
  request: BatchRequest,
  signal?: AbortSignal,
): Promise<BatchResult> {
  const { limit } = request;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= BATCH_MAX_ITEMS)) {
    throw invalid('limit', `The limit is a whole number from 1 to ${BATCH_MAX_ITEMS}.`);
  }
  const { drafts, hasMore } = await draftBatch(options.issues, project, request, signal);
  const tasks = planBatch(options, project, drafts, request);
  const items = request.execute
    ? await mapBounded(tasks, STARTS_AT_ONCE, (task) => carryOut(options, project, request, task))
    : tasks.map(({ plan }) => plan);
  return summary(items, request, hasMore);
}

async function carryOut(
  options: IssueStartOptions,
  project: ProjectRecord,
  request: BatchRequest,
  task: PlannedTask,
): Promise<BatchPlanItem> {
  const { plan } = task;
  if (plan.decision.action !== 'start') return plan;
  return { ...plan, outcome: await outcomeOf(() => startTask(options, project, request, task)) };
}

function startTask(
  options: IssueStartOptions,
  project: ProjectRecord,
  { allowClosed, again }: BatchRequest,
  { draft: { reference }, start }: PlannedTask,
): Promise<StartedSession> {
  return reference === null
    ? options.sessions.start(start)
    : startIssueSession(options, project, reference, { ...start, allowClosed, allowDuplicate: again });
}

async function outcomeOf(start: () => Promise<StartedSession>): Promise<BatchOutcome> {
  try {
    const { sessionId, phase, notices } = await start();
    return { state: phase === 'queued' ? 'queued' : 'started', sessionId, notices };
  } catch (thrown) {
    const { code, message } = toAoError(thrown, 'starting a session');
    return { state: 'failed', code, message };
  }
}

/** Of a query, nobody named the issues beyond the limit: that there are more is told, and not each of them. */
function summary(items: readonly BatchPlanItem[], { query }: BatchRequest, hasMore: boolean): BatchResult {
  const isBeyond = ({ decision }: BatchPlanItem) => decision.action === 'skip' && decision.reason === 'over_limit';
  const shown = query === undefined ? items : items.filter((item) => !isBeyond(item));
  const hasFailed = ({ decision, outcome }: BatchPlanItem) => decision.action === 'refuse' || outcome?.state === 'failed';
  return {
    items: shown,
    hasMore: hasMore || shown.length < items.length,
    started: shown.filter((item) => item.decision.action === 'start' && !hasFailed(item)).length,
    skipped: shown.filter(({ decision }) => decision.action === 'skip').length,
    failed: shown.filter(hasFailed).length,
  };
}
