import { AoError, type ProjectRecord } from '@ao/domain';
import { type Engine, projectOf, sessionOf } from '../engine.ts';
import { setupEnvironment } from '../launch/session-environment.ts';
import type { Operation } from '../operation/operation.ts';
import { SETUP_COMMAND_LIMIT_MS, STEP_LIMITS_MS } from '../operation/step-limits.ts';

/** How long the set-up of a project's worktrees may take as a whole. */
export function setupLimitMs(project: ProjectRecord | null): number {
  const { postCreate = [], setupTimeoutMs = SETUP_COMMAND_LIMIT_MS } = project?.config ?? {};
  return STEP_LIMITS_MS.setup + postCreate.length * setupTimeoutMs;
}

/**
 * Prepares a fresh worktree as its project wants it. A set-up that fails is a fact of the session and a notice, not an error: the
 * agent is started all the same, and the person can look. Only a kill ends it early.
 */
export async function setUpWorktree(engine: Engine, operation: Operation, path: string): Promise<void> {
  const session = sessionOf(engine, operation.sessionId);
  const project = projectOf(engine, session);
  const { copy = [], symlink = [], postCreate = [], setupTimeoutMs = SETUP_COMMAND_LIMIT_MS } = project?.config ?? {};
  if (copy.length + symlink.length + postCreate.length === 0) return;

  const logPath = engine.folders.setupLog(session.id);
  const tell = (setup: 'running' | 'done' | 'failed', message: string | null) =>
    engine.lifecycle.observe(session.id, { type: 'setup_changed', at: engine.clock.now(), setup, message });
  tell('running', null);
  const limitMs = setupLimitMs(project);
  const { repositoryPath } = session.workspace;
  try {
    await operation.step({
      name: 'setup',
      about: { logPath },
      limitMs,
      overdue: () => new AoError('SETUP_COMMAND_TIMEOUT'),
      work: async (signal) => {
        const env = await setupEnvironment(engine, project, session);
        return engine.workspace.setup({ repositoryPath, path, copy, symlink, postCreate, timeoutMs: setupTimeoutMs, env, logPath }, signal);
      },
      after: ({ ok, message, notices }) => {
        tell(ok ? 'done' : 'failed', message);
        operation.notices.push(...notices);
        if (!ok) operation.notices.push(failureNotice(message, logPath));
      },
    });
  } catch (thrown) {
    if (operation.signal.aborted) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    tell('failed', message);
    operation.notices.push(failureNotice(message, logPath));
  }
}

function failureNotice(message: string | null, logPath: string): string {
  return `The set-up of the worktree failed${message === null ? '' : `: ${message}`} The agent was started all the same. Log: ${logPath}`;
}
