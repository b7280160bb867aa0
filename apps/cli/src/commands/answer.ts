import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { chooseOnTerminal } from '../input/choose.ts';
import { answerSession } from '../operations/answer-session.ts';
import { renderAnswer } from '../render/agent-request.ts';

export default class Answer extends AoCommand {
  static override aliases = ['session:answer'];
  static override summary = 'Answer what an agent asks: allow, deny, or a choice.';
  static override description =
    'Gives the answer to the agent through its own channel; nothing is typed into its terminal. Without a choice it shows what is asked, and asks you. What the agent does with the answer is seen in `ao ls`. Exit code 5 when nobody waits for it any more.';
  static override examples = [
    '<%= config.bin %> answer shop-2 allow',
    '<%= config.bin %> answer shop-2 deny --message "Use the staging database"',
  ];
  static override args = {
    session: sessionArgument,
    choice: Args.string({ description: 'One of the choices, for example allow or deny; without it you are asked.' }),
  };
  static override flags = {
    request: Flags.string({ char: 'r', helpValue: 'ID', description: 'Which request, when the session asks several things.' }),
    message: Flags.string({ char: 'm', helpValue: 'TEXT', description: 'Words for the agent, for example why something is denied.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Answer);
    const { paint } = this.context;
    const result = await answerSession(this.context, {
      session: args.session,
      choice: args.choice,
      request: flags.request,
      message: flags.message,
      ask: process.stdin.isTTY ? chooseOnTerminal : null,
    });
    return this.present(result, renderAnswer(result, paint));
  }
}
