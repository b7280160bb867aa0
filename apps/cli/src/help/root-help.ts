/** A command as the help lists it. */
export interface ListedCommand {
  /** With blanks, for example `project add`. */
  readonly name: string;
  readonly summary: string;
}

/** The order in which somebody new needs them. */
const GROUPS: readonly { readonly heading: string; readonly commands: readonly string[] }[] = [
  {
    heading: 'Work with agents',
    commands: ['spawn', 'batch-spawn', 'ls', 'answer', 'reports', 'notices', 'attach', 'send', 'output', 'diff', 'wait', 'kill', 'restore'],
  },
  { heading: 'For agents inside a session', commands: ['report', 'ask', 'done'] },
  { heading: 'The daemon', commands: ['status', 'doctor', 'start', 'stop', 'events'] },
  { heading: 'This command', commands: ['completion', 'version'] },
];

const FAMILIES: readonly ListedCommand[] = [
  { name: 'session …', summary: 'get, explain, rename, cleanup, undo-cleanup, and all of the above.' },
  { name: 'orchestrator …', summary: 'start, ls, delegate: an agent that coordinates the others of a project.' },
  { name: 'issue …', summary: 'ls, get, intake: issues of the tracker.' },
  { name: 'notices …', summary: 'read, test: what you should know, and by which ways you are told.' },
  { name: 'webhook …', summary: 'github: how GitHub tells of changes at once.' },
  { name: 'pr …', summary: 'ls, get, explain, claim, merge, resolve: pull requests of sessions.' },
  { name: 'service …', summary: 'install, uninstall, status: the daemon at login or boot.' },
  { name: 'project …', summary: 'add, ls, get, rm, config get, config set.' },
];

/**
 * What `ao` says when it is called alone: how to begin, and what there is.
 *
 * @param commands - the visible commands of one word.
 */
export function rootHelp(commands: readonly ListedCommand[]): string {
  const summaries = new Map(commands.map(({ name, summary }) => [name, summary]));
  const width = Math.max(...[...summaries.keys(), ...FAMILIES.map(({ name }) => name)].map((name) => name.length));
  const line = (name: string, summary: string): string => `  ${name.padEnd(width)}  ${summary}`;
  const listed = new Set(GROUPS.flatMap((group) => group.commands));
  const others = [...summaries.keys()].filter((name) => !listed.has(name));
  const sections = GROUPS.map(({ heading, commands: names }, index) => [
    heading,
    ...names.filter((name) => summaries.has(name)).map((name) => line(name, summaries.get(name) ?? '')),
    ...(index === 0 ? FAMILIES.map(({ name, summary }) => line(name, summary)) : []),
    ...(index === GROUPS.length - 1 ? others.map((name) => line(name, summaries.get(name) ?? '')) : []),
  ]);
  return [
    'ao supervises coding agents, each in a git worktree and a terminal of its own.',
    'Stand in a repository and say what to do:',
    '',
    '  ao spawn "Add a health check endpoint, with a test"',
    ...sections.flatMap((section) => ['', ...section]),
    '',
    'More about one of them: ao help COMMAND',
  ].join('\n');
}
