import { type DurationMs, type IssueIntakeConfig, type ProjectId, type ProjectRecord, toAoError } from '@ao/domain';
import type { Clock, LongLived } from '@ao/ports';
import type { IntakeStatus } from './intake-status.ts';
import { type IntakeOptions, isDue, takeInIssue } from './take-in-issue.ts';

const DEFAULT_LIMIT = 3;
const DEFAULT_EVERY_MS = 5 * 60 * 1000;
const SHORTEST_EVERY_MS = 60 * 1000;
/** When listing fails again and again, it is tried at least so often. */
const LONGEST_PAUSE_MS = 60 * 60 * 1000;
/** How soon a project that was added or removed is noticed. */
const NOTICE_MS = 15 * 1000;
const ISSUES_MAX = 100;

/** Starts sessions for issues without anybody asking, where a project wants that. */
export interface IssueIntake extends LongLived {
  statusOf(project: ProjectRecord): IntakeStatus;
  /** To be called when settings of a project were changed: what they ask for begins at once. */
  settingsChanged(): void;
}

interface Pace {
  /** The settings it was made for, as text: others begin anew. */
  readonly settings: string;
  /** On the monotonic clock. */
  readonly dueAt: number;
  readonly lastLookAt: number;
  readonly problem: string | null;
  /** Looks that failed in a row. */
  readonly failures: number;
}

/**
 * Makes the intake.
 *
 * - one listing per project and interval, and none where the setting is absent; nothing is written to the tracker
 * - an issue gets one session ever: what was taken in stays known when its session is gone
 * - never more open sessions than the project's `limit`; those wait in the queue like all others
 * - a listing that fails is tried again after growing pauses; a limit of the code host is waited for
 */
export function createIssueIntake(options: IntakeOptions): IssueIntake {
  const { stores, clock, logger } = options;
  const paces = new Map<ProjectId, Pace>();
  let wake: () => void = () => undefined;

  async function look(project: ProjectRecord, config: IssueIntakeConfig, signal: AbortSignal): Promise<void> {
    const settings = JSON.stringify(config);
    const before = paces.get(project.id);
    const everyMs = Math.max(SHORTEST_EVERY_MS, config.everyMs ?? DEFAULT_EVERY_MS);
    const lastLookAt = clock.now();
    try {
      await takeInAll(options, project, config, signal);
      if (before?.problem != null) logger.info('Issues can be listed again', { projectId: project.id });
      paces.set(project.id, { settings, dueAt: clock.monotonic() + everyMs, lastLookAt, problem: null, failures: 0 });
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toAoError(thrown, 'listing issues');
      const failures = (before?.settings === settings ? before.failures : 0) + 1;
      const pauseMs = Math.max(pauseAfter(failures, everyMs), waitUntil(error.details['retryAt'], clock));
      if (before?.problem !== error.message) logger.warn('Issues could not be listed', { projectId: project.id, code: error.code });
      paces.set(project.id, { settings, dueAt: clock.monotonic() + pauseMs, lastLookAt, problem: error.message, failures });
    }
  }

  async function lookWhereDue(signal: AbortSignal): Promise<void> {
    for (const project of stores.projects.list()) {
      const { intake } = project.config;
      if (signal.aborted) return;
      const pace = paces.get(project.id);
      if (intake === undefined) paces.delete(project.id);
      else if (pace?.settings !== JSON.stringify(intake) || pace.dueAt <= clock.monotonic()) await look(project, intake, signal);
    }
  }

  /** Ends at its time, when it is woken, or with the signal. */
  function pause(durationMs: DurationMs, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = clock.setTimer(durationMs, end);
      signal.addEventListener('abort', end);
      wake = end;
      function end(): void {
        timer.cancel();
        signal.removeEventListener('abort', end);
        resolve();
      }
    });
  }

  return {
    name: 'issue-intake',
    settingsChanged: () => wake(),
    async run(signal) {
      while (!signal.aborted) {
        await lookWhereDue(signal);
        const waits = [...paces.values()].map(({ dueAt }) => dueAt - clock.monotonic());
        await pause(Math.max(1_000, Math.min(NOTICE_MS, ...waits)), signal);
      }
    },
    statusOf(project) {
      const { intake } = project.config;
      const pace = intake === undefined ? undefined : paces.get(project.id);
      return {
        config: intake ?? null,
        lastLookAt: pace?.lastLookAt ?? null,
        nextLookAt: pace === undefined ? null : clock.now() + Math.max(0, Math.round(pace.dueAt - clock.monotonic())),
        problem: pace?.problem ?? null,
        openSessions: openSessions(options, project.id),
      };
    },
  };
}

/** Oldest first: who waits longest comes first. After one that fails the others wait, too: most causes are common to all. */
async function takeInAll(options: IntakeOptions, project: ProjectRecord, config: IssueIntakeConfig, signal: AbortSignal): Promise<void> {
  const { assignee, labels, limit = DEFAULT_LIMIT } = config;
  const query = { state: 'open', assignee, labels, limit: ISSUES_MAX, inBackground: true } as const;
  const { issues } = await options.issues.list(project, query, signal);
  for (const issue of issues.toReversed()) {
    if (signal.aborted || openSessions(options, project.id) >= limit) return;
    const known = options.stores.issueIntakes.get(project.id, issue.key);
    if (issue.isPullRequest || !isDue(known, options.clock.now())) continue;
    if (!(await takeInIssue(options, project, config, issue))) return;
  }
}

function openSessions({ stores }: IntakeOptions, projectId: ProjectId): number {
  const phases = stores.issueIntakes.sessions(projectId).map((id) => stores.sessions.get(id)?.phase ?? 'ended');
  return phases.filter((phase) => phase !== 'ended').length;
}

function pauseAfter(failures: number, everyMs: DurationMs): DurationMs {
  return Math.max(everyMs, Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** Math.min(failures - 1, 10)));
}

function waitUntil(retryAt: unknown, clock: Clock): DurationMs {
  return typeof retryAt === 'number' ? Math.max(0, retryAt - clock.now()) : 0;
}
