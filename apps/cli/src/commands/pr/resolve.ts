import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { renderResolved } from '../../render/resolve-result.ts';
import { EXIT_CODES } from '../../errors/exit-codes.ts';

export default class PrResolve extends AoCommand {
  static override summary = 'Mark review threads as resolved.';
  static override description =
    'Those that are named, or with --all every open one; ids are in `ao pr get`. Exit code 1 when one of them is not resolved.';
  static override examples = ['<%= config.bin %> pr resolve 412 github.com:PRRT_kwDO', '<%= config.bin %> pr resolve shop-3 --all'];
  static override usage = 'pr resolve PULL-REQUEST [THREAD...] [flags]';
  static override strict = false;
  static override args = {
    'pull-request': Args.string({
      description: 'Its number, owner/repository#number, its address, or the session that has it.',
      required: true,
    }),
  };
  static override flags = { all: Flags.boolean({ description: 'Every open thread.' }) };

  async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(PrResolve);
    const [reference = '', ...threads] = argv.map(String);
    if (threads.length === 0 && !flags.all) this.error('Name threads, or give --all for every open one.', { exit: EXIT_CODES.usage });
    const result = await this.context.withDaemon((ao) => ao.pullRequests.resolve(reference, flags.all ? undefined : threads));
    if (result.threads.some(({ outcome }) => outcome !== 'resolved')) process.exitCode = EXIT_CODES.failed;
    return this.present(result, renderResolved(result));
  }
}
