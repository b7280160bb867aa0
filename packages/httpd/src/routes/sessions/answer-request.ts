import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { requestPathSchema } from '../../schemas/path-schemas.ts';
import { answerResultSchema } from '../../schemas/session-result-schemas.ts';

/** Answers what an agent asks. */
export const answerRequest = jsonRoute({
  operationId: 'answerRequest',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/requests/{requestId}/answer',
  tag: 'sessions',
  summary: 'Answer a request of the agent',
  description:
    "Gives one of the request's choices to the agent through the agent's own channel, never by keys, and answers when the agent has it and has gone on (when it does not say so, two seconds later). An agent never answers for another, nor for itself.",
  access: 'person',
  parameters: requestPathSchema,
  body: z.strictObject({
    choice: z.string().describe("The id of one of the request's choices."),
    message: z.string().optional().describe('Told to the agent with the choice, where the agent takes such words.'),
  }),
  success: { status: 200, description: 'The agent has the answer.', schema: answerResultSchema },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_ENDED',
    'SESSION_NOT_READY',
    'AGENT_REQUEST_NOT_FOUND',
    'AGENT_REQUEST_GONE',
    'AGENT_REQUEST_NOT_ANSWERABLE',
    'AGENT_REQUEST_CHOICE_UNKNOWN',
    'AGENT_INTERFACE_UNREACHABLE',
  ],
  handle: ({ dependencies, parameters, body }) =>
    dependencies.sessions.answer(parameters.sessionId, { requestId: parameters.requestId, ...body }),
});
