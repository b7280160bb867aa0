import type { AoError, CiState } from '@ao/domain';
import type { CheckState, PullRequestCheck, PullRequestChecks } from '@ao/ports';
import { forgeId } from '../address/forge-id.ts';
import { cappedLine, webAddressOrNull } from '../text/capped-text.ts';
import { timeOrNull } from './map-times.ts';
import type { CheckNode } from './poll-schema.ts';

const CONCLUSIONS: Readonly<Record<string, CheckState>> = {
  SUCCESS: 'passed',
  NEUTRAL: 'passed',
  FAILURE: 'failed',
  TIMED_OUT: 'failed',
  ACTION_REQUIRED: 'failed',
  STARTUP_FAILURE: 'failed',
  CANCELLED: 'cancelled',
  SKIPPED: 'skipped',
  STALE: 'skipped',
};

const STATUSES: Readonly<Record<string, CheckState>> = {
  QUEUED: 'queued',
  PENDING: 'queued',
  REQUESTED: 'queued',
  WAITING: 'queued',
  IN_PROGRESS: 'running',
};

const COMMIT_STATUSES: Readonly<Record<string, CheckState>> = {
  SUCCESS: 'passed',
  FAILURE: 'failed',
  ERROR: 'failed',
  PENDING: 'running',
  EXPECTED: 'queued',
};

/** What is known about the checks of one pull request. */
export interface ChecksReading {
  readonly host: string;
  readonly headCommit: string;
  /** The commit that was looked at; null when the host showed none. */
  readonly commit: string | null;
  readonly nodes: readonly CheckNode[];
  readonly total: number;
  /** Names the base branch waits for; null when its rules could not be read. */
  readonly required: readonly string[] | null;
  /** Why not everything was read; null when everything was. */
  readonly error: AoError | null;
}

/** The checks as ao knows them. */
export function mapChecks(reading: ChecksReading): PullRequestChecks {
  const { host, commit, required, error, total } = reading;
  const newest = newestRuns(reading.nodes);
  const items = newest.map((node) => mapCheck(host, node, required));
  const isForHead = commit === reading.headCommit;
  const isComplete = error === null && reading.nodes.length >= total;
  const missing = (required ?? []).some((name) => items.every((item) => item.name !== name));
  const isWaiting = items.some(({ state }) => state === 'queued' || state === 'running' || state === 'unknown');
  return {
    commit,
    isForHead,
    state: isForHead ? stateOf(items, isComplete) : 'unknown',
    isSettled: isForHead && isComplete && !isWaiting && !missing,
    items,
    total: total - (reading.nodes.length - newest.length),
    isComplete,
    error,
  };
}

function stateOf(items: readonly PullRequestCheck[], isComplete: boolean): CiState {
  const has = (...states: readonly CheckState[]): boolean => items.some(({ state }) => states.includes(state));
  if (has('failed', 'cancelled')) return 'failing';
  if (!isComplete) return 'unknown';
  if (has('queued', 'running')) return 'pending';
  if (has('unknown')) return 'unknown';
  return has('passed', 'skipped') ? 'passing' : 'unknown';
}

/** Of runs of the same check in the same suite only the newest counts: the others were run again. */
function newestRuns(nodes: readonly CheckNode[]): readonly CheckNode[] {
  const newest = new Map<string, CheckNode>();
  for (const node of nodes) {
    const key = node.__typename === 'CheckRun' ? `run ${node.checkSuite?.id ?? ''} ${node.name}` : `status ${node.context}`;
    const known = newest.get(key);
    if (known === undefined || !isOlder(node, known)) newest.set(key, node);
  }
  return [...newest.values()];
}

function isOlder(node: CheckNode, other: CheckNode): boolean {
  const began = (each: CheckNode): number => timeOrNull(each.__typename === 'CheckRun' ? each.startedAt : each.createdAt) ?? 0;
  const number = (each: CheckNode): number => (each.__typename === 'CheckRun' ? Number(each.databaseId ?? 0) : 0);
  return began(node) < began(other) || (began(node) === began(other) && number(node) < number(other));
}

function mapCheck(host: string, node: CheckNode, required: readonly string[] | null): PullRequestCheck {
  if (node.__typename === 'StatusContext') {
    return {
      id: forgeId(host, node.id),
      jobId: null,
      name: cappedLine(node.context),
      workflow: null,
      state: COMMIT_STATUSES[node.state] ?? 'unknown',
      isRequired: required?.includes(node.context) ?? null,
      summary: lineOrNull(node.description),
      url: webAddressOrNull(node.targetUrl),
      startedAt: timeOrNull(node.createdAt),
      completedAt: null,
    };
  }
  const isDone = node.status === 'COMPLETED';
  const isJob = node.checkSuite?.app?.slug === 'github-actions' && node.databaseId != null;
  return {
    id: forgeId(host, node.id),
    jobId: isJob ? String(node.databaseId) : null,
    name: cappedLine(node.name),
    workflow: lineOrNull(node.checkSuite?.workflowRun?.workflow.name),
    state: (isDone ? CONCLUSIONS[node.conclusion ?? ''] : STATUSES[node.status]) ?? 'unknown',
    isRequired: required?.includes(node.name) ?? null,
    summary: lineOrNull(node.title),
    url: webAddressOrNull(node.detailsUrl),
    startedAt: timeOrNull(node.startedAt),
    completedAt: timeOrNull(node.completedAt),
  };
}

function lineOrNull(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : cappedLine(text);
}
