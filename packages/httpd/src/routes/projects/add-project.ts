import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { addProjectSchema, projectSchema } from '../../schemas/project-schema.ts';

/** Makes a repository a project. */
export const addProject = jsonRoute({
  operationId: 'addProject',
  method: 'post',
  path: '/api/v1/projects',
  tag: 'projects',
  summary: 'Add a project',
  access: 'person',
  body: addProjectSchema,
  success: {
    status: 201,
    description: 'The project. 200 when `reuseExisting` found it.',
    schema: z.object({ project: projectSchema, created: z.boolean() }),
  },
  otherStatus: { status: 200, when: (result) => !result.created },
  errors: [
    'PROJECT_PATH_INVALID',
    'NOT_A_GIT_REPOSITORY',
    'REPOSITORY_BARE',
    'INVALID_PROJECT_ID',
    'INVALID_PROJECT_CONFIG',
    'PROJECT_PATH_TAKEN',
    'PROJECT_ID_TAKEN',
    'GIT_NOT_FOUND',
    'GIT_TOO_OLD',
    'GIT_FAILED',
    'GIT_TIMEOUT',
  ],
  handle: ({ dependencies, body }) => dependencies.projects.add(body),
});
