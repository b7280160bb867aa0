import { AoCommand } from '../../command/ao-command.ts';
import { renderTable } from '../../render/table.ts';

export default class ProjectLs extends AoCommand {
  static override summary = 'List projects.';

  async run(): Promise<unknown> {
    await this.parse(ProjectLs);
    const projects = await this.context.withDaemon((ao) => ao.projects.list());
    if (projects.length === 0)
      return this.present({ projects }, 'No projects. Add one: ao project add PATH, or ao spawn inside a repository.');
    const rows = projects.map((project) => [
      this.context.paint('strong', project.id),
      project.path,
      project.defaultBranch ?? '',
      String(project.liveSessions),
      project.problem ?? '',
    ]);
    const columns = [
      { heading: 'PROJECT' },
      { heading: 'PATH', mayShrink: true },
      { heading: 'BASE' },
      { heading: 'LIVE' },
      { heading: 'PROBLEM' },
    ];
    return this.present({ projects }, renderTable(columns, rows, this.context.width));
  }
}
