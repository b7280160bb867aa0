import { z } from '@hono/zod-openapi';
import { messageSchema } from './message-schema.ts';
import { sessionSchema } from './session-schema.ts';

/** The orchestrator of a project. */
export const orchestratorSchema = z
  .object({
    session: sessionSchema,
    started: z.boolean().describe('False when it ran already.'),
    replaced: z.string().nullable().describe('The one that was ended for it.'),
    notices: z.array(z.string()),
  })
  .openapi('Orchestrator');

/** What became of a task. */
export const delegatedSchema = z.object({ ...orchestratorSchema.shape, message: messageSchema }).openapi('Delegated');

/** What starts an orchestrator. */
export const startOrchestratorSchema = z
  .strictObject({
    projectId: z.string(),
    clean: z.boolean().optional().describe('End the one that runs and start anew. Default false.'),
    prompt: z.string().optional().describe('What to begin with; none is needed.'),
    agent: z.string().optional(),
    model: z.string().optional(),
    permissionMode: z.string().optional(),
  })
  .openapi('StartOrchestrator');

/** A task. */
export const delegateSchema = z
  .strictObject({
    projectId: z.string(),
    text: z.string(),
    id: z.string().optional().describe('Your own id for the message: sending it again with the same id sends nothing twice.'),
  })
  .openapi('DelegateTask');
