import { z } from '@hono/zod-openapi';

/** What to enter at the code host. */
export const webhookSetupSchema = z
  .object({
    secret: z.string().nullable().describe('Null when it comes from AO_GITHUB_WEBHOOK_SECRET.'),
    source: z.enum(['file', 'environment']),
    created: z.boolean(),
    events: z.array(z.string()),
    hosts: z.array(z.string()).describe('Hosts accepted besides the loopback names, from AO_WEBHOOK_HOSTS.'),
  })
  .openapi('WebhookSetup');
