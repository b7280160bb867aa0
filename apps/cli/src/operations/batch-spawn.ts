import type { Batch, BatchItem, BatchResult } from '@ao/client';
import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import { currentProject } from '../context/current-project.ts';
import type { FileTask } from '../input/task-file.ts';

/** What `ao batch-spawn` was asked for. Exactly one of `issues`, `query` and `tasks` has something in it. */
export interface BatchInput {
  readonly project: string | undefined;
  readonly issues: readonly string[];
  readonly query: string | undefined;
  readonly tasks: readonly FileTask[];
  readonly limit: number | undefined;
  readonly defaults: NonNullable<Batch['defaults']>;
  readonly allowClosed: boolean;
  readonly again: boolean;
  readonly dryRun: boolean;
  /** Shows the plan and asks; null: do not ask. */
  readonly confirm: ((plan: BatchResult) => Promise<boolean>) | null;
}

/** The JSON document of `ao batch-spawn`. */
export interface BatchReport extends BatchResult {
  /** False when it was only planned. */
  readonly executed: boolean;
}

/**
 * Plans a batch, lets the person look at it, and starts what was planned: tasks are carried out as they were shown, also when another
 * issue matches meanwhile.
 */
export async function batchSpawn(context: CliContext, input: BatchInput): Promise<BatchReport> {
  const { allowClosed, again, defaults, limit, query } = input;
  const tasks = givenTasks(input);
  const projectId = await context.withDaemon((ao) => currentProject(ao, context, input.project));
  const common = { projectId, defaults, ...(allowClosed ? { allowClosed } : {}), ...(again ? { again } : {}) };
  const wanted = query === undefined ? { items: [...tasks] } : { query };
  const plan = await context.withDaemon((ao) =>
    ao.issues.batch({ ...common, ...wanted, ...(limit === undefined ? {} : { limit }), execute: false }),
  );
  const starts = plan.items.filter(({ decision }) => decision.action === 'start');
  if (input.dryRun || starts.length === 0) return { ...plan, executed: false };
  if (input.confirm !== null && !(await input.confirm(plan))) return { ...plan, executed: false };
  const items = starts.map(({ index, issue }) => tasks[index] ?? { issue: issue?.label });
  const done = await context.withDaemon((ao) => ao.issues.batch({ ...common, items, execute: true }));
  return { ...merge(plan, starts, done), executed: true };
}

function givenTasks({ issues, query, tasks }: BatchInput): readonly FileTask[] {
  const given = [issues.length > 0, query !== undefined, tasks.length > 0].filter(Boolean).length;
  if (given !== 1) {
    const message = 'Give the tasks in one way: issues as arguments, --issues with a query, or --file.';
    throw new AoError('INVALID_REQUEST', { message });
  }
  return issues.length > 0 ? issues.map((issue) => ({ issue })) : tasks;
}

/** What was skipped, as it was planned; what was started, as it went. */
function merge(plan: BatchResult, starts: readonly BatchItem[], done: BatchResult): BatchResult {
  const results = new Map(starts.map(({ index }, position) => [index, done.items[position]]));
  const items = plan.items.map((item) => ({ ...(results.get(item.index) ?? item), index: item.index }));
  const { started, skipped, failed } = done;
  return { items, hasMore: plan.hasMore, started, skipped: plan.skipped + skipped, failed: plan.failed + failed };
}
