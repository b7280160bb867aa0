import {
  AoError,
  cleanMessageText,
  numberedProjectId,
  type ProjectId,
  type ProjectRecord,
  parseProjectId,
  projectIdFromFolderName,
} from '@ao/domain';
import { withoutCredentials } from './origin-url.ts';
import { findRepository } from './project-folder.ts';
import type { AddProjectRequest, ProjectService, ProjectView } from './project-service.ts';
import type { ProjectServiceOptions } from './project-service-options.ts';
import { viewProject, viewProjects } from './project-views.ts';
import { removeProject } from './remove-project.ts';
import { validateProjectConfig } from './validate-project-config.ts';

/** Makes the service. Adding and removing are serialised: two requests for one folder cannot both find it free. */
export function createProjectService(options: ProjectServiceOptions): ProjectService {
  const { stores, clock } = options;
  let lastChange: Promise<unknown> = Promise.resolve();

  function serialised<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = lastChange.then(work);
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  function active(id: string): ProjectRecord {
    const project = stores.projects.get(parseProjectId(id));
    if (project !== null && project.archivedAt === null) return project;
    throw new AoError('PROJECT_NOT_FOUND', {
      message: `There is no project "${id}". See \`ao project ls\`, or add it with \`ao project add PATH\`.`,
      details: { projectId: id },
    });
  }

  async function addNow(request: AddProjectRequest): Promise<{ readonly project: ProjectView; readonly created: boolean }> {
    if (request.config !== undefined) validateProjectConfig(request.config, options);
    const repository = await findRepository(request.path, { ...options, allowInside: request.allowInside ?? false });
    const path = repository.rootPath;
    const known = stores.projects.findByPath(path);
    if (known !== null && request.reuseExisting === true) return { project: await viewProject(options, known), created: false };
    if (known !== null) throw pathTaken(path, known.id);
    const record = stores.transaction(() =>
      stores.projects.add({
        id: request.id === undefined ? freeId(path) : chosenId(request.id, path),
        path,
        name: oneLine(request.name ?? '') || folderName(path),
        originUrl: repository.originUrl === null ? null : withoutCredentials(repository.originUrl),
        defaultBranch: repository.defaultBranch,
        config: request.config ?? {},
        registeredAt: clock.now(),
        archivedAt: null,
      }),
    );
    return { project: await viewProject(options, record), created: true };
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
    list: () => viewProjects(options, stores.projects.list()),
    get: async (id) => viewProject(options, active(id)),
    add: (request) => serialised(() => addNow(request)),
    async setConfig(id, config) {
      const { id: projectId } = active(id);
      validateProjectConfig(config, options);
      const changed = stores.projects.setConfig(projectId, config);
      if (changed === null) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
      options.configChanged?.(projectId);
      return viewProject(options, changed);
    },
    remove: (id, { force }) =>
      serialised(async () => {
        const { id: projectId } = active(id);
        return { projectId, endedSessions: await removeProject(options, projectId, force) };
      }),
  };
}

const NAME_MAX_CHARACTERS = 200;

function oneLine(text: string): string {
  return cleanMessageText(text).replace(/\s+/g, ' ').trim().slice(0, NAME_MAX_CHARACTERS);
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
