import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { agentSchema } from '../../schemas/daemon-schemas.ts';

/** The agents this daemon can start. */
export const listAgents = jsonRoute({
  operationId: 'listAgents',
  method: 'get',
  path: '/api/v1/agents',
  tag: 'daemon',
  summary: 'The agents this daemon can start',
  access: 'any',
  success: { status: 200, description: 'Each with a fresh check.', schema: z.object({ agents: z.array(agentSchema) }) },
  errors: [],
  async handle({ dependencies }) {
    const agents = await dependencies.agents();
    // Adapters may be handed in as they are; what they have besides is nobody's business.
    return { agents: agents.map(({ name, displayName, permissionModes, check }) => ({ name, displayName, permissionModes, check })) };
  },
});
