import { AoError, numberedProjectId, type ProjectId, type ProjectRecord, parseProjectId, projectIdFromFolderName } from '@ao/domain';
import { findRepository } from './project-folder.ts';
import type { AddProjectRequest, ProjectService, ProjectView } from './project-service.ts';
import type { ProjectServiceOptions } from './project-service-options.ts';
import { validateProjectConfig } from './validate-project-config.ts';

/** The phases in which a session holds on to its project. */
const LIVE_PHASES = ['starting', 'live', 'stopping'] as const;

/** Makes the service. Adding is serialised: two requests for one folder cannot both find it free. */
export function createProjectService(options: ProjectServiceOptions): ProjectService {
  const { stores, clock } = options;
  let lastAdd: Promise<unknown> = Promise.resolve();

  function active(id: string): ProjectRecord {
    const project = stores.projects.get(parseProjectId(id));
    if (project !== null && project.archivedAt === null) return project;
    throw new AoError('PROJECT_NOT_FOUND', {
      message: `There is no project "${id}". See \`ao project ls\`, or add it with \`ao project add PATH\`.`,
      details: { projectId: id },
    });
  }

  async function view(project: ProjectRecord, liveSessions: number): Promise<ProjectView> {
    const isThere = (await options.realPath(project.path)) !== null;
    return { ...project, liveSessions, problem: isThere ? null : `The folder ${project.path} is not there.` };
  }

  function liveSessionsOf(id: ProjectId) {
    return stores.sessions.list({ projectId: id, phases: LIVE_PHASES });
  }

  const viewOne = (project: ProjectRecord): Promise<ProjectView> => view(project, liveSessionsOf(project.id).length);

  async function addNow(request: AddProjectRequest): Promise<{ readonly project: ProjectView; readonly created: boolean }> {
    if (request.config !== undefined) validateProjectConfig(request.config, options);
    const repository = await findRepository(request.path, { ...options, allowInside: request.allowInside ?? false });
    const path = repository.rootPath;
    const known = stores.projects.findByPath(path);
    if (known !== null && request.reuseExisting === true) return { project: await viewOne(known), created: false };
    if (known !== null) throw pathTaken(path, known.id);
    const record = stores.transaction(() =>
      stores.projects.add({
        id: request.id === undefined ? freeId(path) : chosenId(request.id, path),
        path,
        name: request.name?.trim() || folderName(path),
        originUrl: repository.originUrl,
        defaultBranch: repository.defaultBranch,
        config: request.config ?? {},
        registeredAt: clock.now(),
        archivedAt: null,
      }),
    );
    return { project: await viewOne(record), created: true };
  }

  /** A project that was removed and is added again gets its id back: its old sessions belong to the same folder. */
  function freeId(path: string): ProjectId {
    const wanted = projectIdFromFolderName(folderName(path));
    return numberedProjectId(wanted, (candidate) => isTaken(candidate, path));
  }

  function chosenId(text: string, path: string): ProjectId {
    const id = parseProjectId(text);
    if (!isTaken(id, path)) return id;
    const suggestedProjectId = numberedProjectId(id, (candidate) => isTaken(candidate, path));
    throw new AoError('PROJECT_ID_TAKEN', {
      message: `The project id "${id}" is in use. Choose another, for example ${suggestedProjectId}.`,
      details: { projectId: id, suggestedProjectId },
    });
  }

  /** An id is never given to another folder, not even after its project was removed: sessions and branches are named after it. */
  function isTaken(id: ProjectId, path: string): boolean {
    const owner = stores.projects.get(id);
    return owner !== null && (owner.archivedAt === null || owner.path !== path);
  }

  return {
    async list() {
      const live = new Map<string, number>();
      for (const { projectId } of stores.sessions.list({ phases: LIVE_PHASES })) live.set(projectId, (live.get(projectId) ?? 0) + 1);
      return Promise.all(stores.projects.list().map((project) => view(project, live.get(project.id) ?? 0)));
    },
    get: async (id) => viewOne(active(id)),
    add(request) {
      const added = lastAdd.then(() => addNow(request));
      lastAdd = added.catch(() => undefined);
      return added;
    },
    async setConfig(id, config) {
      const { id: projectId } = active(id);
      validateProjectConfig(config, options);
      const changed = stores.projects.setConfig(projectId, config);
      if (changed === null) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
      return viewOne(changed);
    },
    async remove(id, { force }) {
      const { id: projectId } = active(id);
      const live = liveSessionsOf(projectId).map((session) => session.id);
      if (live.length > 0 && !force) {
        throw new AoError('PROJECT_HAS_SESSIONS', {
          message: `Project ${projectId} still has ${live.length} live ${live.length === 1 ? 'session' : 'sessions'}: ${live.join(', ')}. End them first, or remove with --force.`,
          details: { projectId, sessionIds: live },
        });
      }
      for (const sessionId of live) await options.endSession(sessionId);
      stores.projects.archive(projectId, clock.now());
      return { projectId, endedSessions: live };
    },
  };
}

function folderName(path: string): string {
  return path.split('/').findLast((part) => part !== '') ?? '';
}

function pathTaken(path: string, projectId: ProjectId): AoError {
  return new AoError('PROJECT_PATH_TAKEN', {
    message: `${path} is already the project ${projectId}. Use that one.`,
    details: { path, projectId },
  });
}
