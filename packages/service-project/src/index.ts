export type { AddProjectRequest, ProjectService, ProjectView } from './project-service.ts';
