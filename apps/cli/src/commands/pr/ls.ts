import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { renderPullRequests } from '../../render/pull-request-table.ts';

export default class PrLs extends AoCommand {
  static override summary = 'List pull requests of sessions, and what stands before each merge.';
  static override description = 'As they were last seen. With --look the code host is asked first.';
  static override examples = [
    '<%= config.bin %> pr ls',
    '<%= config.bin %> pr ls -p shop --all',
    '<%= config.bin %> pr ls --session shop-3',
  ];
  static override flags = {
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    session: Flags.string({ char: 's', description: 'Only this session.' }),
    all: Flags.boolean({ char: 'a', description: 'Merged and closed ones too.' }),
    look: Flags.boolean({ description: 'Look at the code host first.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(PrLs);
    const { project, session } = flags;
    const pullRequests = await this.context.withDaemon(async (ao) => {
      if (flags.look) await ao.pullRequests.look();
      return ao.pullRequests.list({ project, session, includeEnded: flags.all });
    });
    return this.present({ pullRequests }, renderPullRequests(pullRequests, this.context));
  }
}
