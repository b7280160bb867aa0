import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { renderNotices } from '../render/notice-table.ts';

export default class Notices extends AoCommand {
  static override aliases = ['notices:ls'];
  static override summary = 'List what you should know, newest first.';
  static override description =
    'Agents that wait for you, questions, pull requests that are ready or were merged, ends and trouble: what is also told by the outlets in notifications.json, with what became of telling it. What has passed is faint.';
  static override examples = [
    '<%= config.bin %> notices',
    '<%= config.bin %> notices --unread',
    '<%= config.bin %> notices --json | jq -r ".notices[].text"',
  ];
  static override flags = {
    unread: Flags.boolean({ char: 'u', description: 'Only what you have not marked as read and what has not passed.' }),
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    session: Flags.string({ description: 'Only this session.' }),
    limit: Flags.integer({ char: 'n', helpValue: 'N', description: 'At most so many, 50 unless told otherwise.', min: 1, max: 1000 }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Notices);
    const { unread, project, session, limit } = flags;
    const request = { unread: unread ? true : undefined, project, session, limit };
    const notices = await this.context.withDaemon((ao) => ao.notices.list(request));
    return this.present({ notices }, renderNotices(notices, this.context, { unread: flags.unread }));
  }
}
