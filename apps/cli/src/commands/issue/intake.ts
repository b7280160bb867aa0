import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { currentProject } from '../../context/current-project.ts';
import { renderIntake } from '../../render/issue-table.ts';

export default class IssueIntake extends AoCommand {
  static override summary = 'Show which issues sessions were started for by themselves.';
  static override description =
    'The setting "intake" of a project makes the daemon start a session for each issue that is assigned to you, once. It is off unless it is set.';
  static override examples = ['<%= config.bin %> issue intake', '<%= config.bin %> issue intake -p shop --json'];
  static override flags = { project: Flags.string({ char: 'p', description: 'The project; default: the repository you stand in.' }) };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(IssueIntake);
    const { project, intake } = await this.context.withDaemon(async (ao) => {
      const id = await currentProject(ao, this.context, flags.project);
      return { project: id, intake: await ao.issues.intake(id) };
    });
    return this.present({ intake }, renderIntake(project, intake, this.context));
  }
}
