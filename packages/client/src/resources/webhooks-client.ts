import type { Answer, WebhookSetup } from '../api-types.ts';
import type { ApiCaller } from '../transport/api-caller.ts';

/** Where GitHub's webhooks come in, below the address of the daemon. */
export const GITHUB_WEBHOOK_PATH = '/api/v1/webhooks/github';

/** Webhooks of code hosts. */
export interface WebhooksClient {
  /** What to enter at GitHub; makes the secret when there is none, or with `rotate` a new one. */
  setUpGithub(options?: { readonly rotate?: boolean | undefined }): Promise<WebhookSetup>;
}

export function createWebhooksClient(caller: ApiCaller): WebhooksClient {
  return {
    async setUpGithub(options = {}) {
      const path = `${GITHUB_WEBHOOK_PATH}/setup`;
      return (await caller.json<Answer<'setUpGithubWebhook'>>({ method: 'POST', path, body: options })).setup;
    },
  };
}
