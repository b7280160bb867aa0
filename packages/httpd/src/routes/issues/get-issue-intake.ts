import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { intakeSchema } from '../../schemas/issue-schemas.ts';
import { projectPathSchema } from '../../schemas/path-schemas.ts';

/** What the intake of a project does, and did. */
export const getIssueIntake = jsonRoute({
  operationId: 'getIssueIntake',
  method: 'get',
  path: '/api/v1/projects/{projectId}/issue-intake',
  tag: 'issues',
  summary: 'Look at the intake of issues',
  description: 'The intake starts sessions for issues by itself, where the setting `intake` of the project says so.',
  access: 'any',
  parameters: projectPathSchema,
  success: { status: 200, description: 'Its settings, its last look, and what it took in.', schema: z.object({ intake: intakeSchema }) },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'TOKEN_SCOPE'],
  handle({ dependencies, parameters: { projectId }, caller }) {
    checkProjectAccess(caller, projectId);
    return { intake: dependencies.issues.intake(projectId) };
  },
});
