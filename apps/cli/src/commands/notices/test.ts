import { Args } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { EXIT_CODES } from '../../errors/exit-codes.ts';
import { renderOutletTrials } from '../../render/notice-table.ts';

export default class NoticesTest extends AoCommand {
  static override summary = 'Try the outlets of notifications.json.';
  static override description =
    'Tells a message of its own by one outlet, or by all, past quiet hours and limits. Exit code 1 when one did not take it.';
  static override examples = ['<%= config.bin %> notices test', '<%= config.bin %> notices test desk'];
  static override args = {
    outlet: Args.string({ description: 'Name of an outlet; without it all are tried.', ignoreStdin: true }),
  };

  async run(): Promise<unknown> {
    const { args } = await this.parse(NoticesTest);
    const trials = await this.context.withDaemon((ao) => ao.notices.test(args.outlet));
    if (trials.some(({ state }) => state !== 'delivered')) process.exitCode = EXIT_CODES.failed;
    return this.present({ trials }, renderOutletTrials(trials, this.context.paint));
  }
}
