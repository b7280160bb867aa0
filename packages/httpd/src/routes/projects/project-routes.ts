import type { HttpRoute } from '../../app/http-route.ts';
import { addProject } from './add-project.ts';
import { getProject } from './get-project.ts';
import { listProjects } from './list-projects.ts';
import { removeProject } from './remove-project.ts';
import { setProjectConfig } from './set-project-config.ts';

/** Routes about projects. */
export const PROJECT_ROUTES: readonly HttpRoute[] = [listProjects, addProject, getProject, setProjectConfig, removeProject];
