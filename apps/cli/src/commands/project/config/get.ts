import { Args } from '@oclif/core';
import { AoError } from '@ao/domain';
import { projectArgument } from '../../../command/project-argument.ts';
import { AoCommand } from '../../../command/ao-command.ts';
import { renderFields } from '../../../render/fields.ts';
import { PROJECT_SETTINGS } from '../../../input/project-settings.ts';

export default class ProjectConfigGet extends AoCommand {
  static override summary = 'Show the settings of a project, or one of them.';
  static override args = { project: projectArgument, setting: Args.string({ description: 'One setting, for example postCreate.' }) };

  async run(): Promise<unknown> {
    const { args } = await this.parse(ProjectConfigGet);
    const { config } = await this.context.withDaemon((ao) => ao.projects.get(args.project));
    if (args.setting === undefined) {
      const text = renderFields(Object.entries(config).map(([name, value]): [string, string] => [name, JSON.stringify(value)]));
      return this.present({ config }, text === '' ? 'Everything has its default.' : text);
    }
    if (!Object.hasOwn(PROJECT_SETTINGS, args.setting)) {
      throw new AoError('INVALID_PROJECT_CONFIG', {
        message: `There is no setting "${args.setting}". There are: ${Object.keys(PROJECT_SETTINGS).join(', ')}.`,
      });
    }
    const value = config[args.setting as keyof typeof config] ?? null;
    return this.present({ [args.setting]: value }, typeof value === 'string' ? value : JSON.stringify(value));
  }
}
