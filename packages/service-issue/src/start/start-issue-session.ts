import { AoError, type ProjectRecord } from '@ao/domain';
import type { IssueReference, TrackerV1 } from '@ao/ports';
import type { ProjectTracker } from '../read/project-tracker.ts';
import type { IssueClaims } from './issue-claims.ts';
import { readIssueTask } from './issue-task.ts';
import type { SessionStart, SessionStarter, StartedSession } from './session-start.ts';

/** What sessions for issues are started with. */
export interface IssueStartOptions {
  readonly issues: ProjectTracker;
  readonly tracker: TrackerV1 | null;
  readonly sessions: SessionStarter;
  readonly claims: IssueClaims;
}

/** A session to be started for an issue. */
export interface IssueStart extends Omit<SessionStart, 'issueId' | 'projectId'> {
  readonly allowClosed?: boolean | undefined;
  /** Start it although another session of the project works on the issue. */
  readonly allowDuplicate?: boolean | undefined;
}

/**
 * Starts a session for an issue. The issue is read when it is certain that the session is to be started: the same request sent again
 * under its idempotency key reads nothing and answers the same session.
 *
 * @throws AoError `ISSUE_TAKEN`, what reading throws, and what starting throws.
 */
export async function startIssueSession(
  options: IssueStartOptions,
  project: ProjectRecord,
  reference: IssueReference,
  start: IssueStart,
): Promise<StartedSession> {
  const { allowClosed = false, allowDuplicate = false, ...rest } = start;
  let isClaimed = false;
  try {
    return await options.sessions.start({ ...rest, projectId: project.id, issueId: reference.key }, async () => {
      if (!allowDuplicate) {
        refuseDuplicate(options, project, reference);
        isClaimed = true;
      }
      const task = await readIssueTask(options, { reference, words: start.prompt ?? null, allowClosed });
      return { ...task, displayName: start.displayName ?? task.displayName };
    });
  } finally {
    if (isClaimed) options.claims.release(project.id, reference.key);
  }
}

/** Between the look and the claim nothing waits: of two who ask at once, one is refused. */
function refuseDuplicate({ issues, claims }: IssueStartOptions, project: ProjectRecord, reference: IssueReference): void {
  const [session] = issues.sessionsOn(project, reference.key);
  if (session !== undefined) throw issueTaken(reference, session.id);
  if (!claims.take(project.id, reference.key)) throw issueTaken(reference, null);
}

/** The error for an issue somebody works on; without a session when that is just being started. */
export function issueTaken({ label }: IssueReference, sessionId: string | null): AoError {
  const who = sessionId === null ? 'A session is just being started for' : `Session ${sessionId} works on`;
  const next = sessionId === null ? 'See `ao ls`' : `Write to it with \`ao send ${sessionId}\``;
  const message = `${who} the issue ${label}. ${next}, or start another one all the same (--allow-duplicate).`;
  return new AoError('ISSUE_TAKEN', { message, details: { issue: label, ...(sessionId === null ? {} : { sessionId }) } });
}
