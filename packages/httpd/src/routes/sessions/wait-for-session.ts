import { z } from '@hono/zod-openapi';
import { AoError, SESSION_STATUSES } from '@ao/domain';
import { deadlineSignal } from '../../app/deadline-signal.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';

/** Longer waits are made of several requests: some clients give up on an answer after five minutes. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const DEFAULT_WAIT_MS = 60_000;

const conditionSchema = z.enum([...SESSION_STATUSES, 'blocked', 'done', 'ended']);

/** Waits for a status. */
export const waitForSession = jsonRoute({
  operationId: 'waitForSession',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/wait',
  tag: 'sessions',
  summary: 'Wait until a session has a status',
  description:
    'Answers as soon as one of the conditions holds, at once if it does already. `blocked`: needs input. `done`: idle, exited, terminated or merged. `ended`: the agent is gone.',
  access: 'session',
  parameters: sessionPathSchema,
  query: z.strictObject({
    until: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(conditionSchema).min(1))
      .openapi({
        type: 'string',
        description: `Conditions, separated by commas: ${conditionSchema.options.join(', ')}.`,
        example: 'idle,blocked',
      }),
    timeoutMs: queryNumberSchema({ minimum: 0, maximum: LONGEST_WAIT_MS }).optional(),
  }),
  success: { status: 200, description: 'The session, for which a condition holds.', schema: z.object({ session: sessionSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'WAIT_TIMEOUT', 'SESSION_ENDED', 'DAEMON_STOPPING'],
  async handle({ dependencies, parameters, query, signal, stopping }) {
    const deadline = deadlineSignal(dependencies.clock, query.timeoutMs ?? DEFAULT_WAIT_MS, [signal, stopping]);
    try {
      return { session: await dependencies.sessions.wait(parameters.sessionId, query.until, deadline.signal) };
    } catch (error) {
      throw stopping.aborted ? new AoError('DAEMON_STOPPING') : error;
    } finally {
      deadline.cancel();
    }
  },
});
