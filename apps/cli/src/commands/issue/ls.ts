import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { currentProject } from '../../context/current-project.ts';
import { renderIssues } from '../../render/issue-table.ts';

export default class IssueLs extends AoCommand {
  static override summary = 'List issues of a project, asked of its tracker.';
  static override description =
    'Without conditions, those that are open. All conditions must hold; words are looked for in title and text.';
  static override examples = [
    '<%= config.bin %> issue ls',
    '<%= config.bin %> issue ls label:bug assignee:me crash',
    '<%= config.bin %> issue ls \'label:"good first issue" no:assignee\' --limit 100',
  ];
  static override usage = 'issue ls [QUERY...] [flags]';
  static override strict = false;
  static override flags = {
    project: Flags.string({ char: 'p', description: 'The project; default: the repository you stand in.' }),
    limit: Flags.integer({ min: 1, max: 100, description: 'How many; default 30.' }),
  };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(IssueLs);
    const query = argv.length === 0 ? undefined : argv.map(String).join(' ');
    const result = await this.context.withDaemon(async (ao) =>
      ao.issues.list(await currentProject(ao, this.context, flags.project), { query, limit: flags.limit }),
    );
    return this.present(result, renderIssues(result.issues, result.hasMore, this.context));
  }
}
