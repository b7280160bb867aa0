import { projectArgument } from '../../command/project-argument.ts';
import { AoCommand } from '../../command/ao-command.ts';
import { renderFields } from '../../render/fields.ts';

export default class ProjectGet extends AoCommand {
  static override summary = 'Show a project and its settings.';
  static override args = { project: projectArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(ProjectGet);
    const project = await this.context.withDaemon((ao) => ao.projects.get(args.project));
    const text = renderFields([
      ['project', project.id],
      ['name', project.name],
      ['path', project.path],
      ['origin', project.originUrl],
      ['base', project.defaultBranch],
      ['live', String(project.liveSessions)],
      ['problem', project.problem],
      ...Object.entries(project.config).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
    ]);
    return this.present({ project }, text);
  }
}
