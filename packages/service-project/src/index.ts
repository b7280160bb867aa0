export { createProjectService } from './create-project-service.ts';
export type { AddProjectRequest, ProjectService, ProjectView } from './project-service.ts';
export type { ProjectServiceOptions } from './project-service-options.ts';
export { validateProjectConfig, type KnownAdapters } from './validate-project-config.ts';
