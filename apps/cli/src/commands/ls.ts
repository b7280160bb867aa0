import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { listSessions, renderSessionList } from '../operations/list-sessions.ts';

export default class Ls extends AoCommand {
  static override aliases = ['session:ls'];
  static override summary = 'List sessions, what they do and what they need of you.';
  static override examples = [
    '<%= config.bin %> ls',
    '<%= config.bin %> ls --watch',
    '<%= config.bin %> ls --json | jq -r ".sessions[].id"',
  ];
  static override flags = {
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    issue: Flags.string({ description: 'Only those that work on this issue.' }),
    all: Flags.boolean({ char: 'a', description: 'Ended sessions too.' }),
    watch: Flags.boolean({ char: 'w', description: 'Keep the table up to date until Ctrl-C.', exclusive: ['json'] }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Ls);
    const request = { project: flags.project, includeEnded: flags.all, issue: flags.issue };
    if (flags.watch) {
      const { watchSessions } = await import('../operations/watch-sessions.ts');
      return watchSessions(this.context, request);
    }
    const result = await listSessions(this.context, request);
    return this.present(result, renderSessionList(result, this.context, flags.issue));
  }
}
