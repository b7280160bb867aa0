import { Args, Flags } from '@oclif/core';
import { AoError } from '@ao/domain';
import { AoCommand } from '../../command/ao-command.ts';
import { counted } from '../../render/counted.ts';

export default class NoticesRead extends AoCommand {
  static override summary = 'Mark notices as read.';
  static override strict = false;
  static override examples = ['<%= config.bin %> notices read 12 13', '<%= config.bin %> notices read --all'];
  static override args = {
    notice: Args.string({ description: 'Numbers of notices, as `ao notices` shows them.', ignoreStdin: true }),
  };
  static override flags = {
    all: Flags.boolean({ char: 'a', description: 'All of them.', default: false }),
  };

  async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(NoticesRead);
    const ids = argv.map(String).map(noticeNumber);
    if (flags.all === ids.length > 0) {
      throw new AoError('INVALID_REQUEST', { message: 'Say which notices: their numbers, or --all for all of them.' });
    }
    const read = await this.context.withDaemon((ao) => ao.notices.markRead(flags.all ? undefined : ids));
    return this.present({ read }, read === 0 ? 'They were read already.' : `${counted(read, 'notice')} marked as read.`);
  }
}

function noticeNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new AoError('INVALID_REQUEST', { message: `${text} is no number of a notice. List them with \`ao notices\`.` });
}
