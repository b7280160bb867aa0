import { Args } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { completionScript, SHELLS } from '../completion/completion-script.ts';

export default class Completion extends AoCommand {
  static override enableJsonFlag = false;
  static override summary = 'Print what teaches your shell to complete commands, flags and ids.';
  static override examples = [
    '<%= config.bin %> completion bash >> ~/.bashrc',
    '<%= config.bin %> completion zsh > "${fpath[1]}/_ao"',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/ao.fish',
  ];
  static override args = { shell: Args.string({ description: 'bash, zsh or fish.', options: [...SHELLS], required: true }) };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    this.log(completionScript(args.shell));
  }
}
