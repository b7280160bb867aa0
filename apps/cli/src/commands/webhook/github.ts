import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { githubWebhook, renderGithubWebhook } from '../../operations/github-webhook.ts';

export default class WebhookGithub extends AoCommand {
  static override summary = 'Show what to enter at GitHub for webhooks.';
  static override description =
    'Makes the secret when there is none. With webhooks, changes at GitHub are seen within a second or two instead of at the next look.';
  static override examples = ['<%= config.bin %> webhook github', '<%= config.bin %> webhook github --rotate'];
  static override flags = {
    rotate: Flags.boolean({ description: 'Make a new secret; what is signed with the old one is refused from now on.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(WebhookGithub);
    const webhook = await githubWebhook(this.context, { rotate: flags.rotate });
    return this.present(webhook, renderGithubWebhook(webhook, this.context.paint));
  }
}
