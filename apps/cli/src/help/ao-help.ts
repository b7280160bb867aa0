import { type Command, CommandHelp, Help } from '@oclif/core';
import { rootHelp } from './root-help.ts';

/** The help of one command: how it is called first, on one line; its flags in the order they are likely to be needed. */
class AoCommandHelp extends CommandHelp {
  protected override defaultUsage(): string {
    return `${super.defaultUsage()} [flags]`;
  }

  protected override flags(flags: Command.Flag.Any[]): [string, string | undefined][] | undefined {
    return super.flags(
      flags.map((flag) => {
        if (flag.name === 'json') return { ...flag, description: 'Print one JSON document instead.' };
        return flag.type === 'option' && flag.helpValue === undefined ? { ...flag, helpValue: flag.name.toUpperCase() } : flag;
      }),
    );
  }
}

/** The framework's help, with a first page of our own. */
export default class AoHelp extends Help {
  protected override CommandHelpClass = AoCommandHelp;

  protected override async showRootHelp(): Promise<void> {
    const commands = this.sortedCommands.filter(({ id }) => !id.includes(':'));
    this.log(rootHelp(commands.map((command) => ({ name: command.id, summary: command.summary ?? '' }))));
  }
}
