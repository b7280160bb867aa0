import type { AddProjectRequest, Answer, Loose, Project, ProjectConfig } from '../api-types.ts';
import { type ApiCaller, apiPath } from '../transport/api-caller.ts';

/** Repositories that sessions are started in. */
export interface ProjectsClient {
  list(): Promise<readonly Project[]>;
  get(id: string): Promise<Project>;
  /** `created` is false when `reuseExisting` found the project. */
  add(request: AddProjectRequest): Promise<Answer<'addProject'>>;
  /** Replaces the whole configuration. */
  setConfig(id: string, config: Loose<ProjectConfig>): Promise<Project>;
  /** Takes it from the list; no file is touched. */
  remove(id: string, options?: { readonly force?: boolean | undefined }): Promise<Answer<'removeProject'>>;
}

export function createProjectsClient(caller: ApiCaller): ProjectsClient {
  return {
    async list() {
      const answer = await caller.json<Answer<'listProjects'>>({ method: 'GET', path: '/api/v1/projects' });
      return answer.projects;
    },
    async get(id) {
      const answer = await caller.json<Answer<'getProject'>>({ method: 'GET', path: apiPath`/api/v1/projects/${id}` });
      return answer.project;
    },
    add: (request) => caller.json({ method: 'POST', path: '/api/v1/projects', body: request }),
    async setConfig(id, config) {
      const path = apiPath`/api/v1/projects/${id}/config`;
      const answer = await caller.json<Answer<'setProjectConfig'>>({ method: 'PUT', path, body: { config } });
      return answer.project;
    },
    remove: async (id, options = {}) =>
      caller.json({ method: 'DELETE', path: apiPath`/api/v1/projects/${id}`, query: { force: options.force } }),
  };
}
