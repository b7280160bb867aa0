import { z } from '@hono/zod-openapi';
import { MESSAGE_STATES } from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** Who wrote something. */
export const senderSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('person') }),
    z.object({ kind: z.literal('session'), sessionId: z.string() }),
    z.object({ kind: z.literal('automation'), name: z.string() }),
  ])
  .openapi('MessageSender');

const receiptSchema = z
  .object({
    state: z.enum(MESSAGE_STATES),
    at: timestampSchema,
    evidence: z.string().describe('What was seen, for people.'),
    screen: z.string().nullable(),
  })
  .openapi('MessageReceipt');

/** A message with its receipts. */
export const messageSchema = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    sequence: countSchema,
    text: z.string(),
    isFirstPrompt: z.boolean(),
    sender: senderSchema,
    urgent: z.boolean(),
    state: z.enum(MESSAGE_STATES),
    submittedWhileBusy: z.boolean(),
    delivery: z.enum(['typed', 'structured', 'launch']).nullable(),
    launchId: z.string().nullable(),
    receipts: z.array(receiptSchema),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .openapi('Message');

/** What sends a message. */
export const sendMessageSchema = z
  .strictObject({
    text: z.string(),
    id: z.string().optional().describe('Chosen by the client: sending the same id and text again is the same message.'),
    urgent: z.boolean().optional().describe("Interrupt the agent's turn first."),
  })
  .openapi('SendMessage');
