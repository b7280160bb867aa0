import type { AgentContactSource } from '@ao/ports';
import { projectOf } from '../engine.ts';
import type { SessionManagerOptions } from '../session-manager-options.ts';
import { launchEnvironment } from './session-environment.ts';

/** What contacts are made of: the same as launches. */
export interface AgentContactOptions
  extends Pick<SessionManagerOptions, 'environment' | 'machine' | 'sessionTokens' | 'folders' | 'spool'> {
  readonly stores: Pick<SessionManagerOptions['stores'], 'projects'>;
}

/**
 * Makes what tells how to reach the agent of a session: with the folders and the environment its launch was planned with. The
 * environment is built anew, so it is that of the launch as long as neither the login shell nor the project's settings have changed.
 */
export function createAgentContacts(options: AgentContactOptions): AgentContactSource {
  return async (session) => {
    const { id, launch, agentSessionId, workspace } = session;
    if (launch === null) return null;
    const spoolDirectory = await options.spool.prepare(id, launch.id);
    const project = projectOf(options, session);
    return {
      sessionId: id,
      launchId: launch.id,
      process: launch.process,
      agentSessionId,
      worktreePath: workspace.path ?? workspace.repositoryPath,
      privateDirectory: options.folders.privateDirectory(id),
      spoolDirectory,
      env: await launchEnvironment(options, { project, session, launchId: launch.id, spoolDirectory }),
    };
  };
}
