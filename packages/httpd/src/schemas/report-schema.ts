import { z } from '@hono/zod-openapi';
import { AGENT_REPORT_KINDS, ANSWER_DELIVERIES } from '@ao/domain';
import { senderSchema } from './message-schema.ts';
import { orNull, timestampSchema } from './value-schemas.ts';

const answerSchema = z
  .object({
    text: z.string(),
    at: timestampSchema,
    by: senderSchema,
    delivery: z
      .enum(ANSWER_DELIVERIES)
      .describe('`waiting`: given to an `ao ask` that waits; `received`: it has confirmed it; `message`: sent to the agent as a message.'),
  })
  .openapi('QuestionAnswer');

/** Something an agent said about its work. */
export const agentReportSchema = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    kind: z.enum(AGENT_REPORT_KINDS),
    text: z.string().describe('In the words of the agent. Not trusted.'),
    at: timestampSchema,
    launchId: z.string().nullable(),
    answer: orNull(answerSchema).describe('For questions: null while the question stands open.'),
    supersededAt: timestampSchema.nullable().describe('For `done`: when the agent began something new.'),
  })
  .openapi('AgentReport');
