import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { attachWithOwnTool, ownAttachCommand, shellLine } from '../operations/attach-with-own-tool.ts';
import { attachSession } from '../operations/attach-session.ts';

export default class Attach extends AoCommand {
  static override aliases = ['session:attach'];
  static override enableJsonFlag = false;
  static override summary = "Sit down at a session's terminal; Ctrl-\\ d leaves it.";
  static override args = { session: sessionArgument };
  static override flags = {
    'read-only': Flags.boolean({ char: 'r', description: 'Only look: nothing you type reaches the agent, and its size stays.' }),
    takeover: Flags.boolean({ description: 'Take control from another viewer.' }),
    own: Flags.boolean({
      description: 'Attach with the tool of its runtime, such as tmux, instead.',
      exclusive: ['read-only', 'takeover', 'print'],
    }),
    print: Flags.boolean({ description: 'Only print the command that attaches with that tool.', exclusive: ['read-only', 'takeover'] }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Attach);
    if (flags.own || flags.print) {
      const ask = () => ownAttachCommand(this.context, args.session);
      const command = await ask();
      if (flags.print) this.log(shellLine(command));
      else {
        const note = (text: string) => this.context.note(text);
        process.exitCode = await attachWithOwnTool({ note, commandAgain: ask }, args.session, command);
      }
      return;
    }
    const left = await attachSession(this.context, { session: args.session, readOnly: flags['read-only'], takeover: flags.takeover });
    this.context.note(left);
  }
}
