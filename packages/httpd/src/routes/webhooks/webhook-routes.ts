import type { HttpRoute } from '../../app/http-route.ts';
import { receiveGithubWebhook } from './receive-github-webhook.ts';
import { setUpGithubWebhook } from './set-up-github-webhook.ts';

/** Routes about webhooks of code hosts. */
export const WEBHOOK_ROUTES: readonly HttpRoute[] = [receiveGithubWebhook, setUpGithubWebhook];
