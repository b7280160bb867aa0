import { AoCommand } from '../command/ao-command.ts';
import { completeWords } from '../completion/complete-words.ts';

/** Asked by the completion scripts; prints one candidate per line. Never starts the daemon and never fails: completion must not be in the way. */
export default class Complete extends AoCommand {
  static override hidden = true;
  static override strict = false;
  static override enableJsonFlag = false;
  static override summary = 'Answer the completion scripts.';

  async run(): Promise<void> {
    const words = this.argv[0] === '--' ? this.argv.slice(1) : this.argv;
    const commands = this.config.commands.filter((command) => !command.hidden);
    const candidates = await completeWords(words, commands, this.context.env);
    if (candidates.length > 0) this.log(candidates.join('\n'));
  }
}
