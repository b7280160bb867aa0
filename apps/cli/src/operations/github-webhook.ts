import { GITHUB_WEBHOOK_PATH, type WebhookSetup } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import type { Paint } from '../render/colour.ts';

/** What to enter at GitHub, with the address on this machine. */
export interface GithubWebhook extends WebhookSetup {
  readonly url: string;
}

/** Asks the daemon for it; the secret is made when there is none. */
export async function githubWebhook(context: CliContext, request: { readonly rotate: boolean }): Promise<GithubWebhook> {
  return context.withDaemon(async (ao) => {
    const setup = await ao.webhooks.setUpGithub(request.rotate ? { rotate: true } : {});
    return { ...setup, url: `${ao.address().url}${GITHUB_WEBHOOK_PATH}` };
  });
}

/** The same for people: line by line as GitHub's page asks for it, then a way to try it. */
export function renderGithubWebhook({ url, secret, events, hosts, created }: GithubWebhook, paint: Paint): string {
  const field = (name: string, value: string): string => `  ${paint('faint', name.padEnd(14))}${value}`;
  const known = secret ?? 'the one in AO_GITHUB_WEBHOOK_SECRET';
  return [
    created
      ? 'A secret was made. Enter at GitHub (Settings, Webhooks, Add webhook):'
      : 'Enter at GitHub (Settings, Webhooks, Add webhook):',
    field('Payload URL', `https://YOUR-TUNNEL${GITHUB_WEBHOOK_PATH}, forwarded to ${url}`),
    field('Content type', 'application/json'),
    field('Secret', known),
    field('Events', events.join(', ')),
    ...(hosts.length === 0 ? [] : [field('Accepted as', hosts.join(', '))]),
    'Without a tunnel, for one repository, for as long as it runs:',
    `  gh webhook forward --repo OWNER/NAME --events=${events.join(',')} --url=${url} --secret=${secret ?? '"$AO_GITHUB_WEBHOOK_SECRET"'}`,
  ].join('\n');
}
