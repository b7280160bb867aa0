import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { parseDurationFlag } from '../../command/duration-option.ts';
import { readText } from '../../input/text-source.ts';
import { delegateTask } from '../../operations/delegate-task.ts';
import { renderOrchestrator } from '../../render/orchestrator.ts';
import { renderMessage } from '../../render/message-receipts.ts';

export default class OrchestratorDelegate extends AoCommand {
  static override summary = 'Give a task to the orchestrator of a project.';
  static override description = 'A message from you, with a receipt as of `ao send`. The orchestrator is started when there is none.';
  static override examples = [
    '<%= config.bin %> orchestrator delegate "Split the checkout into two services; one worker each"',
    '<%= config.bin %> orchestrator delegate --project shop --file task.md --wait',
  ];
  static override args = { task: Args.string({ description: 'What to do; - reads standard input.' }) };
  static override flags = {
    project: Flags.string({ char: 'p', description: 'The project; default: the repository you stand in.' }),
    file: Flags.string({ char: 'f', helpValue: 'FILE', description: 'A file with the task; - reads standard input.' }),
    wait: Flags.boolean({ description: 'Wait until it is known what became of the message.' }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'How long to wait.', default: '2m' }),
    id: Flags.string({ description: 'Your own id for it: sending it again with the same id sends nothing twice.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(OrchestratorDelegate);
    const text = await readText({ text: args.task, file: flags.file, readStandardInput: () => this.standardInput() });
    const { delegated, exitCode } = await delegateTask(this.context, {
      project: flags.project,
      text: text ?? (process.stdin.isTTY ? '' : await this.standardInput()),
      id: flags.id,
      waitMs: flags.wait ? parseDurationFlag('timeout', flags.timeout) : null,
    });
    process.exitCode = exitCode;
    const receipt = renderMessage(delegated.message, this.context.paint);
    return this.present(delegated, delegated.started ? `${renderOrchestrator(delegated, this.context)}\n${receipt}` : receipt);
  }
}
