import type { CheckRunRecord, PullRequestRecord, StatusRecord } from '../state/pull-request-record.ts';
import type { HostState } from '../state/host-state.ts';
import { isoTime } from './common-views.ts';
import { connection, type ConnectionArguments } from './connection.ts';

/** All checks of the commit a pull request shows; null when it has none, as GitHub answers without CI. */
export function rollupView(state: HostState, pullRequest: PullRequestRecord): unknown {
  const commit = pullRequest.rollupCommit ?? pullRequest.headCommit;
  const checks = pullRequest.checks.filter((check) => check.commit === commit);
  if (checks.length === 0) return null;
  return {
    state: rollupState(checks),
    contexts: (args: ConnectionArguments) =>
      connection(checks, args, (check) => (check.kind === 'run' ? checkRunView(state, check, pullRequest) : statusView(check))),
  };
}

function rollupState(checks: readonly (CheckRunRecord | StatusRecord)[]): string {
  const words = checks.map((check) => (check.kind === 'status' ? check.state : (check.conclusion ?? 'PENDING')));
  if (words.some((word) => ['FAILURE', 'ERROR', 'TIMED_OUT', 'CANCELLED', 'ACTION_REQUIRED', 'STARTUP_FAILURE'].includes(word)))
    return 'FAILURE';
  return words.some((word) => word === 'PENDING' || word === 'EXPECTED') ? 'PENDING' : 'SUCCESS';
}

/** A check run. */
export function checkRunView(state: HostState, run: CheckRunRecord, pullRequest: PullRequestRecord): unknown {
  const { owner, name } = pullRequest.repository;
  const url = `http://${state.host}/${owner}/${name}/actions/runs/${run.suite}/job/${run.databaseId}`;
  const time = isoTime(run.startedAt);
  return {
    __typename: 'CheckRun',
    id: run.nodeId,
    databaseId: run.databaseId,
    name: run.name,
    status: run.status,
    conclusion: run.conclusion,
    detailsUrl: url,
    permalink: url,
    startedAt: time,
    completedAt: run.status === 'COMPLETED' ? time : null,
    title: run.title,
    summary: run.summary,
    text: null,
    checkSuite: {
      id: `CS_${run.suite}`,
      app: { slug: run.app },
      workflowRun: run.workflow === null ? null : { databaseId: run.suite, workflow: { name: run.workflow } },
    },
    steps: (args: ConnectionArguments) =>
      connection(run.steps, args, (step) => ({
        number: run.steps.indexOf(step) + 1,
        name: step.name,
        status: step.conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
        conclusion: step.conclusion,
      })),
    annotations: (args: ConnectionArguments) =>
      connection(run.annotations, args, (annotation) => ({
        annotationLevel: 'FAILURE',
        title: annotation.title,
        message: annotation.message,
        path: annotation.path,
        location: { start: { line: annotation.line }, end: { line: annotation.line } },
      })),
  };
}

/** A commit status. */
export function statusView(status: StatusRecord): unknown {
  return {
    __typename: 'StatusContext',
    id: status.nodeId,
    context: status.context,
    state: status.state,
    description: status.description,
    targetUrl: null,
    createdAt: isoTime(status.createdAt),
  };
}
