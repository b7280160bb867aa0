import { AoError, type ProjectId, type SessionId } from '@ao/domain';
import type { ProjectServiceOptions } from './project-service-options.ts';
import { LIVE_PHASES } from './project-views.ts';

/** How often sessions that were started meanwhile are ended too, before the removal is given up. */
const ROUNDS = 3;

/**
 * Takes a project off the list. Its sessions keep all they need to be looked at, restored and cleaned up; nothing on disk is touched.
 * Answers the sessions that were ended for it.
 */
export async function removeProject(
  options: Pick<ProjectServiceOptions, 'stores' | 'clock' | 'endSession'>,
  projectId: ProjectId,
  force: boolean,
): Promise<readonly SessionId[]> {
  const { stores, clock, endSession } = options;
  const live = () => stores.sessions.list({ projectId, phases: LIVE_PHASES }).map((session) => session.id);
  const ended = new Set<SessionId>();

  for (let sessionIds = live(), round = 0; sessionIds.length > 0; sessionIds = live(), round += 1) {
    if (!force || round === ROUNDS) throw hasSessions(projectId, sessionIds);
    await Promise.all(sessionIds.map(endSession));
    for (const sessionId of sessionIds) ended.add(sessionId);
  }
  // Nothing waits between the last look and this, so no session can have been started in between.
  stores.projects.archive(projectId, clock.now());
  return [...ended];
}

function hasSessions(projectId: ProjectId, sessionIds: readonly SessionId[]): AoError {
  const count = `${sessionIds.length} live ${sessionIds.length === 1 ? 'session' : 'sessions'}`;
  const message = `Project ${projectId} still has ${count}: ${sessionIds.join(', ')}. End them first, or remove with --force.`;
  return new AoError('PROJECT_HAS_SESSIONS', { message, details: { projectId, sessionIds } });
}
