import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { GITHUB_WEBHOOK_PATH } from './webhook-path.ts';

/** GitHub sends up to 25 MiB, and hardly ever as much as this. What is larger is a hint that is missed; the next look finds what it told. */
const LARGEST_PAYLOAD_BYTES = 5 * 1024 * 1024;

/** GitHub tells that something has changed. */
export const receiveGithubWebhook = jsonRoute({
  operationId: 'receiveGithubWebhook',
  method: 'post',
  path: GITHUB_WEBHOOK_PATH,
  tag: 'webhooks',
  summary: 'Take a webhook of GitHub',
  description:
    'Needs no token but a signature, `X-Hub-Signature-256`, made with the secret of this daemon. A webhook is only a hint to look at GitHub again; nothing in it is believed.',
  access: 'open',
  rawBody: { limitBytes: LARGEST_PAYLOAD_BYTES },
  success: {
    status: 202,
    description: 'What was done about it.',
    schema: z.object({ outcome: z.enum(['accepted', 'ignored', 'duplicate']) }),
  },
  errors: ['WEBHOOK_NOT_CONFIGURED', 'WEBHOOK_SIGNATURE_INVALID', 'HOME_UNSAFE'],
  handle: async ({ dependencies, header, readBody }) => ({
    outcome: await dependencies.webhooks.receive({
      readBody,
      event: header('x-github-event'),
      deliveryId: header('x-github-delivery'),
      signature: header('x-hub-signature-256'),
    }),
  }),
});
