import { AoCommand } from '../command/ao-command.ts';

export default class Version extends AoCommand {
  static override summary = 'Show the version of this command.';

  async run(): Promise<unknown> {
    await this.parse(Version);
    const version = { version: this.config.version, node: process.versions.node, platform: `${process.platform}-${process.arch}` };
    return this.present(version, `ao ${version.version} (Node ${version.node}, ${version.platform})`);
  }
}
