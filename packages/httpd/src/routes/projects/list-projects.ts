import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { projectSchema } from '../../schemas/project-schema.ts';

/** All projects; agents see their own. */
export const listProjects = jsonRoute({
  operationId: 'listProjects',
  method: 'get',
  path: '/api/v1/projects',
  tag: 'projects',
  summary: 'List projects',
  access: 'any',
  success: { status: 200, description: 'By id. Agents see their own only.', schema: z.object({ projects: z.array(projectSchema) }) },
  errors: [],
  async handle({ dependencies, caller }) {
    const projects = await dependencies.projects.list();
    return { projects: caller.kind === 'person' ? projects : projects.filter((project) => project.id === caller.projectId) };
  },
});
