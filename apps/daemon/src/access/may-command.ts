import type { ProjectId, SessionId } from '@ao/domain';
import type { Stores } from '@ao/ports';

/**
 * Makes what tells whether the agent of a session may command others of its project: when the project says so of all its agents, or
 * when the session is its orchestrator and has not ended. A process that outlives an ended orchestrator commands nobody.
 */
export function createMayCommand(stores: Pick<Stores, 'sessions' | 'projects'>): (sessionId: SessionId, projectId: ProjectId) => boolean {
  return (sessionId, projectId) => {
    if (stores.projects.get(projectId)?.config.agentsMayCommand === true) return true;
    const session = stores.sessions.get(sessionId);
    return session?.kind === 'orchestrator' && session.phase !== 'ended' && session.projectId === projectId;
  };
}
