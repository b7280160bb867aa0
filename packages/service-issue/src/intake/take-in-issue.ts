import { type AoError, type IssueIntakeConfig, inlineText, printableUrl, type ProjectRecord, type SessionId, toAoError } from '@ao/domain';
import type { Clock, IntakeEntry, Issue, Logger, Notices, Stores } from '@ao/ports';
import type { StartedSession } from '../start/session-start.ts';
import { type IssueStartOptions, startIssueSession } from '../start/start-issue-session.ts';

/** What taking in works with. */
export interface IntakeOptions extends IssueStartOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'issueIntakes' | 'transaction'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly digest: (text: string) => string;
  /** Tells people. Without it the log and the list tell. */
  readonly notices?: Notices | undefined;
}

const TITLE_MAX = 200;
const TITLE_IN_NOTICE_MAX = 80;
/** After so many attempts a person has to start it. */
const ATTEMPTS_MAX = 3;
const RETRY_MS = 10 * 60 * 1000;

/** Whether an issue is to be taken in now: it never was, or that was interrupted, or is to be tried again. */
export function isDue(known: IntakeEntry | null, now: number): boolean {
  if (known === null || known.state === 'claimed') return true;
  return known.state === 'failed' && (known.nextTryAt ?? 0) <= now;
}

/**
 * Starts the one session an issue ever gets by itself. That it is tried is stored first: when the daemon ends in between, the next one
 * goes on under the same idempotency key, and there is one session. Answers false when it could not be started.
 *
 * @throws AoError `DAEMON_STOPPING`.
 */
export async function takeInIssue(
  options: IntakeOptions,
  project: ProjectRecord,
  config: IssueIntakeConfig,
  issue: Issue,
): Promise<boolean> {
  const { stores, clock, digest } = options;
  const known = stores.issueIntakes.get(project.id, issue.key);
  const now = clock.now();
  const claimed: IntakeEntry = {
    projectId: project.id,
    issueKey: issue.key,
    label: issue.label,
    title: inlineText(issue.title, TITLE_MAX),
    state: 'claimed',
    sessionId: null,
    attempts: (known?.attempts ?? 0) + 1,
    message: null,
    nextTryAt: null,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
  const write = (changes: Partial<IntakeEntry>) => stores.issueIntakes.put({ ...claimed, ...changes, updatedAt: clock.now() });

  const earlier = earlierSession(options, project, issue);
  if (earlier !== null) {
    // Of an interrupted start, it is its own.
    write({ state: known?.state === 'claimed' ? 'started' : 'present', sessionId: earlier });
    return true;
  }
  write({});
  try {
    const { agent } = config;
    const idempotencyKey = `intake-${digest(JSON.stringify([project.id, issue.key, agent ?? null]))}`;
    const started = await startIssueSession(options, project, issue, { agent, idempotencyKey });
    stores.transaction(() => {
      write({ state: 'started', sessionId: started.sessionId });
      tellStarted(options, project, issue, started);
    });
    return true;
  } catch (thrown) {
    const error = toAoError(thrown, `starting a session for ${issue.label}`);
    if (error.code === 'DAEMON_STOPPING') throw error;
    if (error.code === 'ISSUE_TAKEN') {
      write({ state: 'present', sessionId: (error.details['sessionId'] as SessionId | undefined) ?? null });
      return true;
    }
    noteFailure(options, claimed, error, write);
    return false;
  }
}

/** Of anybody, also one that has ended: the issue has had its session. One that never came to life does not count. */
function earlierSession({ stores }: IntakeOptions, project: ProjectRecord, issue: Issue): SessionId | null {
  const sessions = stores.sessions.list({ projectId: project.id });
  return sessions.findLast(({ issueId, end }) => issueId === issue.key && end?.reason !== 'spawn_failed')?.id ?? null;
}

function tellStarted({ logger, notices }: IntakeOptions, project: ProjectRecord, issue: Issue, { sessionId, phase }: StartedSession): void {
  logger.info('A session was started for an issue', { projectId: project.id, issue: issue.key, sessionId, phase });
  const what = phase === 'queued' ? 'is queued' : 'was started';
  notices?.raise({
    key: `intake ${project.id} ${issue.key}`.slice(0, 200),
    kind: 'started',
    priority: 'normal',
    sessionId,
    text: `${sessionId} ${what} for the issue ${issue.label}: "${inlineText(issue.title, TITLE_IN_NOTICE_MAX)}"`,
    url: printableUrl(issue.url),
  });
}

function noteFailure(
  { clock, logger, notices }: IntakeOptions,
  { projectId, issueKey, label, attempts }: IntakeEntry,
  error: AoError,
  write: (changes: Partial<IntakeEntry>) => void,
): void {
  const { code, message } = error;
  logger.warn('No session could be started for an issue', { projectId, issue: issueKey, attempts, code });
  if (attempts < ATTEMPTS_MAX) {
    write({ state: 'failed', message, nextTryAt: clock.now() + RETRY_MS * 2 ** (attempts - 1) });
    return;
  }
  write({ state: 'given_up', message });
  notices?.raise({
    key: `intake-failed ${projectId} ${issueKey}`.slice(0, 200),
    kind: 'trouble',
    priority: 'normal',
    sessionId: null,
    text: `No session could be started for the issue ${label} of ${projectId}, tried ${attempts} times: ${inlineText(message, 200)}`,
    url: null,
  });
}
