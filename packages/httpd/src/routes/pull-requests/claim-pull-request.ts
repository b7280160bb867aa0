import { z } from '@hono/zod-openapi';
import { AoError, parseSessionId } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { HOST_ERRORS } from './pull-request-errors.ts';

/** Gives a pull request to a session; agents claim for themselves, and take nothing from others unless they may command. */
export const claimPullRequest = jsonRoute({
  operationId: 'claimPullRequest',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/pull-requests',
  tag: 'pull-requests',
  summary: 'Give a pull request to a session',
  description: 'The code host is asked for it, and it is looked at. Nothing is checked out.',
  access: 'session',
  parameters: sessionPathSchema,
  body: z.strictObject({
    pullRequest: z.string().min(1).max(500).openapi({ example: '#412' }),
    takeOver: z.boolean().optional().describe('Take it from another session that is running. Default false.'),
  }),
  success: {
    status: 200,
    description: 'Whose it is now.',
    schema: z.object({
      pullRequest: pullRequestViewSchema,
      takenFrom: z.string().nullable().describe('The session that lost it.'),
      branchDiffers: z.boolean().describe('The worktree is on another branch.'),
      wasAlready: z.boolean().describe('It was the session’s before; now only a person takes it away.'),
    }),
  },
  errors: [
    ...HOST_ERRORS,
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'PULL_REQUEST_REFERENCE_INVALID',
    'PULL_REQUEST_NOT_FOUND',
    'PULL_REQUEST_OWNED',
    'CLAIM_REFUSED',
    'TOKEN_SCOPE',
  ],
  handle({ dependencies, parameters, body, caller, signal }) {
    if (body.takeOver === true && caller.kind === 'session' && !caller.mayCommand) {
      throw new AoError('TOKEN_SCOPE', {
        message: 'An agent may not take a pull request from another session. Ask the person at the keyboard.',
      });
    }
    const { pullRequest, takeOver } = body;
    return dependencies.pullRequests.claim({ sessionId: parseSessionId(parameters.sessionId), pullRequest, takeOver }, signal);
  },
});
