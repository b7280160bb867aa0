import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { chooseOnTerminal } from '../input/choose.ts';
import { answerSession } from '../operations/answer-session.ts';
import { renderAnswer } from '../render/agent-request.ts';
import { renderAnswered } from '../render/reports.ts';

export default class Answer extends AoCommand {
  static override aliases = ['session:answer'];
  static override summary = 'Answer what an agent asks: allow, deny, a choice, or in words.';
  static override description =
    'Gives the answer to the agent through its own channel; nothing is typed into its terminal. Words that are none of the choices answer the question the agent asked with `ao ask`. Without an answer it shows what is asked, and asks you. What the agent does with the answer is seen in `ao ls`. Exit code 5 when nobody waits for it any more.';
  static override examples = [
    '<%= config.bin %> answer shop-2 allow',
    '<%= config.bin %> answer shop-2 deny --message "Use the staging database"',
    '<%= config.bin %> answer shop-3 "Postgres, as in the other services"',
  ];
  static override args = {
    session: sessionArgument,
    choice: Args.string({
      description: 'One of the choices, for example allow or deny, or the answer in words; without it you are asked.',
    }),
  };
  static override flags = {
    request: Flags.string({ char: 'r', helpValue: 'ID', description: 'Which request or question, when the session asks several things.' }),
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
    return this.present(result, 'report' in result ? renderAnswered(result.report, paint) : renderAnswer(result, paint));
  }
}
