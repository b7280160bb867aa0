import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderClaimed } from '../../render/claim-result.ts';

export default class PrClaim extends AoCommand {
  static override summary = 'Give a pull request to a session, which is told about it.';
  static override description =
    'For one that the session did not open itself. Nothing is checked out. One of another running session is taken over only with --take-over; give it back with `ao pr release`.';
  static override examples = [
    '<%= config.bin %> pr claim shop-3 412',
    '<%= config.bin %> pr claim shop-3 https://github.com/acme/shop/pull/412 --take-over',
  ];
  static override args = {
    session: sessionArgument,
    'pull-request': Args.string({ description: 'Its number, owner/repository#number, or its address.', required: true }),
  };
  static override flags = { 'take-over': Flags.boolean({ description: 'Take it from another session that is running.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrClaim);
    const options = { takeOver: flags['take-over'] ? true : undefined };
    const result = await this.context.withDaemon((ao) => ao.pullRequests.claim(args.session, args['pull-request'], options));
    return this.present(result, renderClaimed(result, args.session));
  }
}
