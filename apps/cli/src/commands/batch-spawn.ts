import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { parseTaskFile } from '../input/task-file.ts';
import { readText } from '../input/text-source.ts';
import { batchSpawn } from '../operations/batch-spawn.ts';
import { renderBatch, renderBatchQuestion } from '../render/batch-table.ts';

export default class BatchSpawn extends AoCommand {
  static override summary = 'Start several agents: for issues, or tasks of a file.';
  static override description =
    'Shows the plan and asks. Issues a session works on, tasks an earlier batch started, and closed issues are skipped, so that the same batch can be given again. One task that cannot be started stops no other; then the exit code is 1. What no more sessions may run for waits in the queue. A file has one task per line: a prompt, an issue, or JSON with prompt, issue, agent, model and name.';
  static override examples = [
    "<%= config.bin %> batch-spawn --issues 'label:good-first-issue no:assignee' --limit 5 --dry-run",
    '<%= config.bin %> batch-spawn 12 14 acme/shop#15 --agent codex --yes',
    '<%= config.bin %> batch-spawn --file tasks.txt',
  ];
  static override usage = 'batch-spawn [ISSUE...] [flags]';
  static override strict = false;
  static override flags = {
    project: Flags.string({ char: 'p', description: 'The project; default: the repository you stand in.' }),
    issues: Flags.string({
      helpValue: 'QUERY',
      description: 'Issues that match: label:NAME, assignee:LOGIN or me, no:assignee, is:open, words.',
    }),
    file: Flags.string({ helpValue: 'FILE', char: 'F', description: 'A file with one task per line; - reads standard input.' }),
    limit: Flags.integer({ min: 1, max: 100, description: 'At most so many are started; default: all, or 10 of a query.' }),
    prompt: Flags.string({ description: 'Words of yours that stand before each issue.' }),
    agent: Flags.string({ description: 'The agent; default: that of the project, else of the daemon.' }),
    model: Flags.string({ description: 'The model, in the words of the agent.' }),
    runtime: Flags.string({ description: 'Where the terminals live; default: pty-host.' }),
    base: Flags.string({ description: 'The branch, tag or commit to start from.' }),
    permission: Flags.string({ helpValue: 'MODE', description: 'default, plan, accept-edits, auto or bypass-permissions.' }),
    'allow-closed': Flags.boolean({ description: 'Also for issues that are closed.' }),
    again: Flags.boolean({ description: 'Also start what was started before, and issues a session works on.' }),
    'dry-run': Flags.boolean({ description: 'Only show the plan.' }),
    yes: Flags.boolean({ char: 'y', description: 'Do not ask.' }),
  };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(BatchSpawn);
    const text = await readText({ text: undefined, file: flags.file, readStandardInput: () => this.standardInput() });
    const view = { paint: this.context.paint, width: this.context.width };
    const report = await batchSpawn(this.context, {
      project: flags.project,
      issues: argv.map(String),
      query: flags.issues,
      tasks: text === null ? [] : parseTaskFile(text),
      limit: flags.limit,
      defaults: {
        prompt: flags.prompt,
        agent: flags.agent,
        model: flags.model,
        runtime: flags.runtime,
        base: flags.base,
        permissionMode: flags.permission,
      },
      allowClosed: flags['allow-closed'],
      again: flags.again,
      dryRun: flags['dry-run'],
      confirm: flags.yes
        ? null
        : async (plan) => {
            const { confirm } = await import('../input/confirm.ts');
            this.context.note(renderBatch(plan, view));
            return confirm(renderBatchQuestion(plan));
          },
    });
    if (report.failed > 0) process.exitCode = 1;
    const isDeclined = !report.executed && !flags['dry-run'] && report.started > 0;
    return this.present(report, isDeclined ? 'Nothing was started.' : renderBatch(report, view));
  }
}
