import { z } from '@hono/zod-openapi';
import { AoError } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { reportPathSchema } from '../../schemas/path-schemas.ts';
import { agentReportSchema } from '../../schemas/report-schema.ts';

/** Answers a question in words. Unlike a permission it may be answered by an agent that may command: words grant nothing. */
export const answerQuestion = jsonRoute({
  operationId: 'answerQuestion',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/reports/{reportId}/answer',
  tag: 'reports',
  summary: 'Answer a question an agent asked with `ao ask`',
  description:
    'An `ao ask` that waits is given the answer; else it is sent to the agent as a message. The same answer again changes nothing.',
  access: 'command',
  parameters: reportPathSchema,
  body: z.strictObject({ text: z.string() }),
  success: { status: 200, description: 'The question with its answer.', schema: z.object({ report: agentReportSchema }) },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_ENDED',
    'REPORT_NOT_FOUND',
    'NOT_A_QUESTION',
    'QUESTION_ANSWERED',
    'REPORT_EMPTY',
    'MESSAGE_TOO_LONG',
    'CAPABILITY_UNSUPPORTED',
  ],
  handle({ dependencies, parameters, body, caller }) {
    if (caller.kind === 'person') return { report: dependencies.reports.answer(parameters, { text: body.text, by: { kind: 'person' } }) };
    const { sessionId } = caller;
    if (sessionId === parameters.sessionId) throw new AoError('TOKEN_SCOPE', { message: 'An agent does not answer its own question.' });
    return { report: dependencies.reports.answer(parameters, { text: body.text, by: { kind: 'session', sessionId } }) };
  },
});
