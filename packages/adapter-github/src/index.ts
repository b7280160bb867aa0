export type { GithubHost } from './address/github-host.ts';
export { createGithub, type Github, type GithubOptions } from './create-github.ts';
export { excerptOfLog } from './log/failure-excerpt.ts';
export type { TokenEnvironment } from './client/token-source.ts';
export {
  createGithubWebhooks,
  type GithubWebhookDelivery,
  type GithubWebhookOutcome,
  type GithubWebhooks,
  type GithubWebhooksOptions,
} from './webhook/create-github-webhooks.ts';
export { GITHUB_WEBHOOK_EVENTS } from './webhook/read-webhook.ts';
