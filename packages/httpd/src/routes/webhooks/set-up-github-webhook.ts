import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { webhookSetupSchema } from '../../schemas/webhook-schema.ts';
import { GITHUB_WEBHOOK_PATH } from './webhook-path.ts';

/** Makes the secret of webhooks, and tells what to enter at GitHub. */
export const setUpGithubWebhook = jsonRoute({
  operationId: 'setUpGithubWebhook',
  method: 'post',
  path: `${GITHUB_WEBHOOK_PATH}/setup`,
  tag: 'webhooks',
  summary: 'What to enter at GitHub for webhooks',
  description: 'Makes the secret when there is none. With `rotate` a new one; the one before counts no longer.',
  access: 'person',
  body: z.strictObject({ rotate: z.boolean().optional() }),
  bodyIsOptional: true,
  success: { status: 200, description: 'The secret, and the events to ask for.', schema: z.object({ setup: webhookSetupSchema }) },
  errors: ['INVALID_CONFIGURATION', 'HOME_UNSAFE'],
  handle: async ({ dependencies, body }) => ({ setup: await dependencies.webhooks.setUp({ rotate: body.rotate ?? false }) }),
});
