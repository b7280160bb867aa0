import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { projectPathSchema } from '../../schemas/path-schemas.ts';
import { projectConfigSchema, projectSchema } from '../../schemas/project-schema.ts';

/** Replaces the settings of a project. */
export const setProjectConfig = jsonRoute({
  operationId: 'setProjectConfig',
  method: 'put',
  path: '/api/v1/projects/{projectId}/config',
  tag: 'projects',
  summary: 'Replace the settings of a project',
  description: 'Settings that are left out return to their defaults.',
  access: 'person',
  parameters: projectPathSchema,
  body: z.strictObject({ config: projectConfigSchema }),
  success: { status: 200, description: 'The project with its new settings.', schema: z.object({ project: projectSchema }) },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'INVALID_PROJECT_CONFIG'],
  handle: async ({ dependencies, parameters, body }) => ({
    project: await dependencies.projects.setConfig(parameters.projectId, body.config),
  }),
});
