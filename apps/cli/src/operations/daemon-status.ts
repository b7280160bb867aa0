import type { CliContext } from '../context/cli-context.ts';
import { type DaemonState, inspectDaemon } from '../daemon-control/daemon-state.ts';
import { EXIT_CODES } from '../errors/exit-codes.ts';
import { preciseAge, shortAge } from '../render/age.ts';
import { counted } from '../render/counted.ts';

type Running = Extract<DaemonState, { readonly state: 'running' }>;

/** The daemon's state with what a command answers for it. */
export type StatusResult = DaemonState & { readonly exitCode: number; readonly json: Readonly<Record<string, unknown>> };

/** Looks at the daemon; never starts it. */
export async function daemonStatus(context: CliContext): Promise<StatusResult> {
  const state = await inspectDaemon(context.env);
  if (state.state === 'running') {
    return { ...state, exitCode: EXIT_CODES.done, json: { state: state.state, url: state.url, ...state.status } };
  }
  return { ...state, exitCode: EXIT_CODES.daemonNotRunning, json: state };
}

/** The status for people. */
export function renderDaemonStatus(state: StatusResult, context: CliContext): string {
  if (state.state === 'stopped') return 'The daemon is not running. Any command that needs it starts it, or `ao start`.';
  if (state.state === 'unreachable')
    return `The daemon cannot be reached: ${state.problem}${state.code === 'DAEMON_NOT_RESPONDING' ? '' : '\nSee `ao doctor`.'}`;
  const { status } = state;
  const lines = [
    `${context.paint('good', 'running')}   pid ${status.pid}, ${state.url}, version ${status.version}, for ${shortAge(context.now() - status.startedAt)}`,
    `home      ${status.home}`,
    `sessions  ${sessionCounts(status.counts)}`,
    reconciliationLine(status.reconciliation, status.startedAt),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function sessionCounts({ liveSessions, endedSessions, byStatus }: Running['status']['counts']): string {
  const waiting = byStatus['needs_input'] ?? 0;
  const queued = byStatus['queued'] ?? 0;
  const running = liveSessions - queued;
  const parts = [running === 0 ? 'none running' : `${running} running`];
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you`);
  if (queued > 0) parts.push(`${queued} queued`);
  if (endedSessions > 0) parts.push(`${endedSessions} ended`);
  return parts.join(', ');
}

function reconciliationLine(
  report: { state: string; checked: number; total: number; adopted: number; ended: number; unknown: number; finishedAt: number | null },
  startedAt: number,
): string {
  if (report.state === 'running' || report.state === 'pending')
    return `start-up  looking after ${counted(report.total, 'session')}, ${report.checked} done`;
  if (report.state === 'failed') return 'start-up  the look after sessions failed: see `ao doctor`';
  if (report.total === 0) return '';
  const took = report.finishedAt === null ? '' : ` in ${preciseAge(report.finishedAt - startedAt)}`;
  const parts = [`adopted ${counted(report.adopted, 'session')}${took}`];
  if (report.ended > 0) parts.push(`${report.ended} had ended: ao session restore --all`);
  if (report.unknown > 0) parts.push(`${report.unknown} could not be judged: ao ls`);
  return `start-up  ${parts.join(', ')}`;
}
