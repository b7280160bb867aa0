/** Where GitHub's webhooks come in: the only path that may be reached by other hosts, when they are listed. */
export const GITHUB_WEBHOOK_PATH = '/api/v1/webhooks/github';
