import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { projectPathSchema } from '../../schemas/path-schemas.ts';
import { projectSchema } from '../../schemas/project-schema.ts';

/** One project. */
export const getProject = jsonRoute({
  operationId: 'getProject',
  method: 'get',
  path: '/api/v1/projects/{projectId}',
  tag: 'projects',
  summary: 'One project',
  access: 'any',
  parameters: projectPathSchema,
  success: { status: 200, description: 'The project.', schema: z.object({ project: projectSchema }) },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'TOKEN_SCOPE'],
  async handle({ dependencies, parameters, caller }) {
    checkProjectAccess(caller, parameters.projectId);
    return { project: await dependencies.projects.get(parameters.projectId) };
  },
});
