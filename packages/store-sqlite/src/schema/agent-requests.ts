import { AGENT_REQUEST_KINDS, type AgentRequest } from '@ao/domain';
import { z } from 'zod';

const agentRequestsSchema = z
  .array(
    z.object({
      id: z.string(),
      kind: z.enum(AGENT_REQUEST_KINDS),
      tool: z.string().nullable(),
      input: z.string().nullable(),
      text: z.string(),
      choices: z.array(z.object({ id: z.string(), label: z.string() })),
      askedAt: z.number(),
      channel: z.string().nullable(),
    }),
  )
  .readonly();

/** Narrows stored JSON to the open requests of a session. */
export function asAgentRequests(value: unknown): readonly AgentRequest[] | null {
  // Most sessions ask nothing, and sessions are read often.
  if (Array.isArray(value) && value.length === 0) return [];
  const result = agentRequestsSchema.safeParse(value);
  return result.success ? result.data : null;
}
