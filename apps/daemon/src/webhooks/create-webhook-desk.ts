import { join } from 'node:path';
import { createGithubWebhooks, GITHUB_WEBHOOK_EVENTS } from '@ao/adapter-github';
import type { WebhookDesk } from '@ao/httpd';
import type { Clock, Logger, LongLived, ScmHint } from '@ao/ports';
import { createWebhookSecret } from './webhook-secret.ts';

/** What taking webhooks needs. */
export interface WebhookDeskOptions {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hosts they may come by. */
  readonly hosts: readonly string[];
  readonly onHint: (hint: ScmHint) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes webhooks of GitHub and tells how to set them up. `part` gives no more hints once it is stopped. */
export function createWebhookDesk(options: WebhookDeskOptions): WebhookDesk & { readonly part: LongLived } {
  const { onHint, clock, logger, hosts } = options;
  const secret = createWebhookSecret(join(options.home, 'github-webhook-secret'), options.env);
  const webhooks = createGithubWebhooks({
    secret: () => secret.read(),
    onHint(hint) {
      logger.info('a webhook asks for a look', { repository: `${hint.repository.owner}/${hint.repository.name}`, reasons: hint.reasons });
      onHint(hint);
    },
    clock,
    logger,
  });
  return {
    receive: (webhook) => webhooks.receive(webhook),
    setUp: async ({ rotate }) => ({ ...(await secret.make({ rotate })), source: secret.source, events: GITHUB_WEBHOOK_EVENTS, hosts }),
    part: {
      name: 'webhooks',
      async run(signal) {
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
        webhooks.close();
      },
    },
  };
}
