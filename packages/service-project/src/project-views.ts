import { AoError, OPEN_PHASES, type ProjectRecord, toAoError } from '@ao/domain';
import type { ProjectView } from './project-service.ts';
import type { ProjectServiceOptions } from './project-service-options.ts';

/** The phases in which a session holds on to its project. */
export const LIVE_PHASES = OPEN_PHASES;

type ViewOptions = Pick<ProjectServiceOptions, 'stores' | 'workspace' | 'realPath'>;

/** One project as clients see it, after a look at its repository. */
export async function viewProject(options: ViewOptions, project: ProjectRecord): Promise<ProjectView> {
  const problem = (await folderProblem(options, project)) ?? (await repositoryProblem(options, project));
  const live = options.stores.sessions.list({ projectId: project.id, phases: LIVE_PHASES });
  return { ...project, liveSessions: live.length, problem };
}

/** All projects as clients see them: one query for the sessions of all, and no more than a glance at each folder. */
export async function viewProjects(options: ViewOptions, projects: readonly ProjectRecord[]): Promise<readonly ProjectView[]> {
  const live = Map.groupBy(options.stores.sessions.list({ phases: LIVE_PHASES }), ({ projectId }) => projectId);
  return Promise.all(
    projects.map(async (project) => {
      const problem = await folderProblem(options, project);
      return { ...project, liveSessions: live.get(project.id)?.length ?? 0, problem };
    }),
  );
}

async function folderProblem({ realPath }: ViewOptions, { path }: ProjectRecord): Promise<string | null> {
  return (await realPath(path)) === null ? `The folder ${path} is not there. Move it back, or remove the project.` : null;
}

async function repositoryProblem({ workspace }: ViewOptions, { path }: ProjectRecord): Promise<string | null> {
  try {
    const { hasCommits } = await workspace.inspectRepository(path);
    return hasCommits ? null : new AoError('REPOSITORY_EMPTY').message;
  } catch (thrown) {
    return toAoError(thrown, 'looking at the repository').message;
  }
}
