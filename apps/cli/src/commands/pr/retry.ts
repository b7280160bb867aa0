import { Flags } from '@oclif/core';
import { LIMITED_KINDS, type LimitedKind } from '@ao/domain';
import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { renderRetried } from '../../render/retry-result.ts';

export default class PrRetry extends AoCommand {
  static override summary = 'Let the agent be told again where a limit of messages was reached.';
  static override description =
    'Messages count anew. What the agent was told already is told again only when it is still so and something changed.';
  static override examples = ['<%= config.bin %> pr retry 412', '<%= config.bin %> pr retry shop-3 --kind ci'];
  static override args = { 'pull-request': pullRequestArgument };
  static override flags = {
    kind: Flags.custom<LimitedKind>({
      multiple: true,
      options: LIMITED_KINDS,
      helpValue: 'KIND',
      description: `One kind only, may be repeated: ${LIMITED_KINDS.join(', ')}.`,
    })(),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrRetry);
    const result = await this.context.withDaemon((ao) => ao.pullRequests.retry(args['pull-request'], flags.kind));
    return this.present(result, renderRetried(result));
  }
}
