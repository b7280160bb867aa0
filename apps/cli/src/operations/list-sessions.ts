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
}

/** Asks the daemon for its sessions, and what they use. */
export async function listSessions(context: CliContext, { issue, ...request }: ListRequest): Promise<SessionList> {
  const sessions = await context.withDaemon((ao) => ao.sessions.list({ ...request, resources: true }));
  return { sessions: issue === undefined ? sessions : sessions.filter(({ issueId }) => issueId !== null && isMeantIssue(issueId, issue)) };
}

/** The table for people, with a summary; or how to begin when there is nothing yet. */
export function renderSessionList(list: SessionList, context: CliContext, issue?: string): string {
  if (list.sessions.length === 0 && issue !== undefined)
    return `No session works on the issue ${issue}. Start one: ao spawn --issue ${issue}`;
  if (list.sessions.length === 0) return 'No sessions. Start one in a repository: ao spawn "what to do"';
  const table = renderSessions(list.sessions, { now: context.now(), paint: context.paint, width: context.width });
  return `${table}\n${context.paint('faint', summariseSessions(list.sessions))}`;
}
