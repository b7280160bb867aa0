import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { renderSessions } from '../../render/session-table.ts';

export default class OrchestratorLs extends AoCommand {
  static override summary = 'List orchestrators.';
  static override examples = ['<%= config.bin %> orchestrator ls'];
  static override flags = {
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    all: Flags.boolean({ char: 'a', description: 'Ended ones too.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(OrchestratorLs);
    const sessions = await this.context.withDaemon((ao) => ao.orchestrators.list({ project: flags.project, includeEnded: flags.all }));
    if (sessions.length === 0) return this.present({ sessions }, 'No orchestrators. Start one in a repository: ao orchestrator start');
    const { paint, width } = this.context;
    return this.present({ sessions }, renderSessions(sessions, { now: this.context.now(), paint, width }));
  }
}
