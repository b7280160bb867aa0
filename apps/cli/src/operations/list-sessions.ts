import type { Session } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { isMeantIssue } from '../render/issue-label.ts';
import { renderSessions, summariseSessions } from '../render/session-table.ts';

/** Which sessions to list. */
export interface ListRequest {
  readonly project: string | undefined;
  readonly includeEnded: boolean;
  /** Only those that work on it: a number, a label, or its address. */
  readonly issue?: string | undefined;
}

/** The JSON document of `ao ls`. */
export interface SessionList {
  readonly sessions: readonly Session[];
  /** The ids of sessions whose agent vanished, for example in a reboot, and that a restore brings back. */
  readonly lost: readonly string[];
}

/** Asks the daemon for its sessions, and what they use. */
export async function listSessions(context: CliContext, { issue, ...request }: ListRequest): Promise<SessionList> {
  const { sessions, lost } = await context.withDaemon((ao) => ao.sessions.listWithLost({ ...request, resources: true }));
  if (issue === undefined) return { sessions, lost };
  return { sessions: sessions.filter(({ issueId }) => issueId !== null && isMeantIssue(issueId, issue)), lost: [] };
}

/** The table for people, with a summary; or how to begin when there is nothing yet. */
export function renderSessionList(list: SessionList, context: CliContext, issue?: string): string {
  if (list.sessions.length === 0 && issue !== undefined)
    return `No session works on the issue ${issue}. Start one: ao spawn --issue ${issue}`;
  const lost = lostText(list.lost);
  if (list.sessions.length === 0)
    return lost === ''
      ? 'No sessions. Start one in a repository: ao spawn "what to do"'
      : `No session runs. ${context.paint('attention', lost)}`;
  const table = renderSessions(list.sessions, { now: context.now(), paint: context.paint, width: context.width });
  const summary = context.paint('faint', summariseSessions(list.sessions));
  return `${table}\n${summary}${lost === '' ? '' : ` ${context.paint('attention', lost)}`}`;
}

/** What is no longer in the list though nobody ended it, how it comes back, and how it is given up. */
function lostText(lost: readonly string[]): string {
  const [first] = lost;
  if (first === undefined) return '';
  if (lost.length === 1) return `1 was lost: ao restore ${first}, or give it up: ao session cleanup ${first}`;
  return `${lost.length} were lost: ao restore --all, or give one up: ao session cleanup ${first}`;
}
