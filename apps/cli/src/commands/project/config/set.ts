import { Args, Flags } from '@oclif/core';
import { AoError } from '@ao/domain';
import { projectArgument } from '../../../command/project-argument.ts';
import { AoCommand } from '../../../command/ao-command.ts';
import { parseSetting } from '../../../input/project-settings.ts';

export default class ProjectConfigSet extends AoCommand {
  static override summary = 'Change one setting of a project.';
  static override description = 'Lists are given as JSON, or as several values. With --unset, the setting goes back to its default.';
  static override strict = false;
  static override examples = [
    '<%= config.bin %> project config set shop agent claude-code',
    '<%= config.bin %> project config set shop postCreate "npm ci"',
    '<%= config.bin %> project config set shop copy .env config/local.json',
    '<%= config.bin %> project config set shop env \'{"NODE_ENV":"test"}\'',
  ];
  static override args = {
    project: projectArgument,
    setting: Args.string({ description: 'For example agent, defaultBranch, copy, symlink, postCreate, env.', required: true }),
    value: Args.string({ description: 'The new value.' }),
  };
  static override flags = { unset: Flags.boolean({ description: 'Go back to the default.' }) };

  async run(): Promise<unknown> {
    const { args, flags, argv } = await this.parse(ProjectConfigSet);
    const values = argv.slice(2).map(String);
    if (!flags.unset && values.length === 0) throw new AoError('INVALID_PROJECT_CONFIG', { message: 'Give a value, or --unset.' });
    const value = parseSetting(args.setting, values);
    const project = await this.context.withDaemon(async (ao) => {
      const { config } = await ao.projects.get(args.project);
      return ao.projects.setConfig(args.project, { ...config, [args.setting]: flags.unset ? undefined : value });
    });
    const written = JSON.stringify(project.config[args.setting as keyof typeof project.config]);
    return this.present({ project }, `${project.id}: ${args.setting} is ${written === undefined ? 'its default again' : written}.`);
  }
}
