import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';

export default class ProjectAdd extends AoCommand {
  static override summary = 'Add a repository.';
  static override args = { path: Args.string({ description: 'Top folder of the repository.', required: true }) };
  static override flags = {
    id: Flags.string({ description: 'Its id; default: from the name of the folder.' }),
    name: Flags.string({ description: 'A name for people.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ProjectAdd);
    // The daemon stands in another folder; a leading ~ is its business, as it is the shell's.
    const path = args.path.startsWith('~') ? args.path : resolve(this.context.cwd, args.path);
    const result = await this.context.withDaemon((ao) => ao.projects.add({ path, id: flags.id, name: flags.name }));
    const { project } = result;
    return this.present(result, `Added project ${project.id} (${project.path}, base ${project.defaultBranch ?? 'none yet'}).`);
  }
}
