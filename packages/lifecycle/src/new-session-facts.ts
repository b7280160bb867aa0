import type { SessionFacts, Timestamp } from '@ao/domain';

/** What is known when a spawn begins. */
export interface NewSessionFactsOptions {
  readonly at: Timestamp;
  /** When the spawn counts as overdue; null when it has to wait for a place first. */
  readonly deadlineAt: Timestamp | null;
  readonly repositoryPath: string;
}

/** The facts a session is created with: `starting`, or `queued` when it has no deadline yet, without worktree, launch or evidence. */
export function newSessionFacts(options: NewSessionFactsOptions): SessionFacts {
  return {
    phase: options.deadlineAt === null ? 'queued' : 'starting',
    phaseDeadlineAt: options.deadlineAt,
    workspace: {
      state: 'absent',
      repositoryPath: options.repositoryPath,
      path: null,
      branch: null,
      baseRef: null,
      baseCommit: null,
      rescueRef: null,
      setup: 'none',
      setupMessage: null,
    },
    launch: null,
    activity: { state: 'unknown', since: options.at, evidenceAt: options.at, source: 'launch', detail: null, correlationId: null },
    requests: [],
    exit: null,
    end: null,
    agentSessionId: null,
  };
}
