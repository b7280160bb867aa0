import { Flags } from '@oclif/core';
import { projectArgument } from '../../command/project-argument.ts';
import { AoCommand } from '../../command/ao-command.ts';

export default class ProjectRm extends AoCommand {
  static override summary = 'Remove a project from the list. No file is touched.';
  static override args = { project: projectArgument };
  static override flags = { force: Flags.boolean({ description: 'End its live sessions first. Their worktrees stay.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ProjectRm);
    const result = await this.context.withDaemon((ao) => ao.projects.remove(args.project, { force: flags.force }));
    const ended = result.endedSessions.length === 0 ? '' : ` Ended: ${result.endedSessions.join(', ')}.`;
    return this.present(result, `Removed project ${result.projectId}.${ended} Repository and worktrees are untouched.`);
  }
}
