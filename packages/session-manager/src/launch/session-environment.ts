import type { LaunchId, ProjectRecord, SessionRecord } from '@ao/domain';
import type { Engine } from '../engine.ts';
import { agentEnvironment, type Environment } from './agent-environment.ts';

type EnvironmentEngine = Pick<Engine, 'environment' | 'machine'>;

/** The environment before there is a session: good for finding programs and logins. */
export async function projectEnvironment(engine: EnvironmentEngine, project: ProjectRecord | null): Promise<Environment> {
  return build(engine, project, {});
}

/** The environment of set-up commands. */
export async function setupEnvironment(
  engine: EnvironmentEngine,
  project: ProjectRecord | null,
  session: SessionRecord,
): Promise<Environment> {
  return build(engine, project, { ...variablesOf(session), AO_HOME: engine.machine.home });
}

/** The environment of a launch, before what the plan adds. */
export async function launchEnvironment(
  engine: Pick<Engine, 'environment' | 'machine' | 'sessionTokens'>,
  launch: {
    readonly project: ProjectRecord | null;
    readonly session: SessionRecord;
    readonly launchId: LaunchId;
    readonly spoolDirectory: string;
  },
): Promise<Environment> {
  const { project, session, launchId, spoolDirectory } = launch;
  const tokens = await engine.sessionTokens(session.id);
  const own = { AO_HOME: engine.machine.home, AO_LAUNCH_ID: launchId, AO_SPOOL: spoolDirectory };
  return build(engine, project, { ...tokens, ...variablesOf(session), ...own });
}

async function build(engine: EnvironmentEngine, project: ProjectRecord | null, own: Environment): Promise<Environment> {
  const { binaryDirectory, pathSeparator, utf8Locale } = engine.machine;
  const base = await engine.environment();
  return agentEnvironment({ base, project: project?.config.env ?? {}, own, binaryDirectory, pathSeparator, utf8Locale });
}

function variablesOf(session: SessionRecord): Environment {
  const { id, projectId, issueId, workspace } = session;
  return {
    AO_SESSION_ID: id,
    AO_PROJECT_ID: projectId,
    AO_ISSUE_ID: issueId ?? '',
    AO_REPOSITORY_PATH: workspace.repositoryPath,
    AO_WORKTREE_PATH: workspace.path ?? '',
    AO_BRANCH: workspace.branch ?? '',
  };
}
