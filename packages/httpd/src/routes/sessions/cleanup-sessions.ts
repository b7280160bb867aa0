import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { cleanupItemSchema } from '../../schemas/session-result-schemas.ts';

/** Removes worktrees of ended sessions. */
export const cleanupSessions = jsonRoute({
  operationId: 'cleanupSessions',
  method: 'post',
  path: '/api/v1/sessions/cleanup',
  tag: 'sessions',
  summary: 'Remove worktrees of ended sessions',
  description:
    'Without `execute` it only plans. Worktrees that hold work of their own go only with `save`, which keeps that work under a rescue ref first.',
  access: 'person',
  body: z.strictObject({
    projectId: z.string().optional(),
    sessionIds: z.array(z.string()).optional(),
    execute: z.boolean().optional().describe('Carry out the plan. Default false.'),
    save: z.boolean().optional().describe('Also remove worktrees with work of their own, after saving it. Default false.'),
  }),
  success: {
    status: 200,
    description: 'One line for each worktree, with the reason.',
    schema: z.object({ executed: z.boolean(), items: z.array(cleanupItemSchema) }),
  },
  errors: [
    'INVALID_PROJECT_ID',
    'PROJECT_NOT_FOUND',
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_NOT_ENDED',
    'SESSION_BUSY',
    'GIT_NOT_FOUND',
    'GIT_FAILED',
    'GIT_TIMEOUT',
  ],
  async handle({ dependencies, body }) {
    const executed = body.execute ?? false;
    return { executed, items: await dependencies.sessions.cleanup({ ...body, execute: executed, save: body.save ?? false }) };
  },
});
