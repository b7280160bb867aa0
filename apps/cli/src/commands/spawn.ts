import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { parseDurationFlag } from '../command/duration-option.ts';
import { readText } from '../input/text-source.ts';
import { renderSpawned, spawnSession } from '../operations/spawn-session.ts';
import { untilConditions } from '../operations/wait-for-session.ts';

export default class Spawn extends AoCommand {
  static override aliases = ['session:spawn'];
  static override summary = 'Start an agent in a worktree of its own.';
  static override description =
    'Stand in a repository and say what to do. The repository becomes a project on first use, the daemon starts if it has to. When no more sessions may run (AO_MAX_RUNNING, the maxRunning of the project, AO_MIN_FREE_MEMORY), the session waits in a queue and starts by itself. With --issue, your words come first, then the issue, quoted.';
  static override examples = [
    '<%= config.bin %> spawn "Add a health check endpoint, with a test"',
    '<%= config.bin %> spawn --prompt-file task.md --name "health check" --wait',
    '<%= config.bin %> spawn --issue 12 "Keep the public API as it is"',
    '<%= config.bin %> spawn --branch cart-rounding --claim-pr 412 "Address the review"',
    '<%= config.bin %> spawn --agent command -- vim README.md',
  ];
  static override usage = 'spawn [PROMPT] [flags] [-- COMMAND...]';
  static override args = { prompt: Args.string({ description: 'What to do; - reads standard input.' }) };
  static override flags = {
    project: Flags.string({ char: 'p', description: 'The project; default: the repository you stand in.' }),
    agent: Flags.string({ description: 'The agent, for example claude-code; default: that of the project, else of the daemon.' }),
    runtime: Flags.string({ description: 'Where its terminal lives; default: pty-host.' }),
    prompt: Flags.string({ description: 'What to do, as a flag.' }),
    'prompt-file': Flags.string({ helpValue: 'FILE', char: 'F', description: 'A file that says what to do; - reads standard input.' }),
    name: Flags.string({ description: 'A name for people; the branch is named after it.' }),
    branch: Flags.string({ description: 'The branch to work on; default: a new one.' }),
    base: Flags.string({ description: 'The branch, tag or commit to start from.' }),
    permission: Flags.string({ helpValue: 'MODE', description: 'default, plan, accept-edits, auto or bypass-permissions.' }),
    model: Flags.string({ description: 'The model, in the words of the agent.' }),
    issue: Flags.string({ description: 'The issue to work on: 12, #12, owner/repository#12, or its address.' }),
    'issue-id': Flags.string({ description: 'An issue of another tracker, noted and not read.', exclusive: ['issue'] }),
    'allow-closed': Flags.boolean({ description: 'Also for an issue that is closed.', dependsOn: ['issue'] }),
    'allow-duplicate': Flags.boolean({ description: 'Also for an issue another session works on.', dependsOn: ['issue'] }),
    'claim-pr': Flags.string({
      helpValue: 'REF',
      description: 'Give it this pull request: 12, #12, owner/repository#12, or its address.',
    }),
    'no-takeover': Flags.boolean({ description: 'Not when another running session has it.', dependsOn: ['claim-pr'] }),
    'no-queue': Flags.boolean({ description: 'Fail instead of waiting in the queue when no more sessions may run.' }),
    wait: Flags.boolean({ description: 'Wait until it is done or needs you.' }),
    'wait-until': Flags.string({ helpValue: 'STATUS,...', description: 'Wait for one of these statuses, separated by commas.' }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'How long to wait, for example 30m.' }),
  };

  async run(): Promise<unknown> {
    const [own, command] = splitCommand(this.argv);
    const { args, flags } = await this.parse(Spawn, own);
    const prompt = await readText({
      text: args.prompt ?? flags.prompt,
      file: flags['prompt-file'],
      readStandardInput: () => this.standardInput(),
    });
    const result = await spawnSession(this.context, {
      project: flags.project,
      agent: flags.agent ?? (command === null ? undefined : 'command'),
      runtime: flags.runtime,
      prompt: prompt ?? undefined,
      displayName: flags.name,
      branch: flags.branch,
      base: flags.base,
      permissionMode: flags.permission,
      model: flags.model,
      issue: flags.issue,
      allowClosed: flags['allow-closed'],
      allowDuplicate: flags['allow-duplicate'],
      issueId: flags['issue-id'],
      command: command ?? undefined,
      claim: flags['claim-pr'] === undefined ? null : { pullRequest: flags['claim-pr'], takeOver: !flags['no-takeover'] },
      queue: !flags['no-queue'],
      until: flags['wait-until'] === undefined ? (flags.wait ? ['done', 'blocked'] : null) : untilConditions(flags['wait-until']),
      timeoutMs: flags.timeout === undefined ? undefined : parseDurationFlag('timeout', flags.timeout),
    });
    return this.present(result, renderSpawned(result, this.context));
  }
}

/** Everything behind `--` is the command of the agent, whatever it looks like. */
function splitCommand(argv: readonly string[]): [string[], string[] | null] {
  const at = argv.indexOf('--');
  return at === -1 ? [[...argv], null] : [argv.slice(0, at), argv.slice(at + 1)];
}
