/** Variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** What the environment of an agent is made of, weakest first. */
export interface AgentEnvironmentOptions {
  /** What the person's login shell has. */
  readonly base: Environment;
  /** What the project sets. It wins over the base; names that start with `AO_` are ignored. */
  readonly project: Environment;
  /** Our own variables, for example `AO_SESSION_ID`. They win over everything. */
  readonly own: Environment;
  /** Folder of our own `ao`, put first on the path so that a command of the agent reaches this installation; null when unknown. */
  readonly binaryDirectory: string | null;
  /** What stands between the folders of `PATH`. */
  readonly pathSeparator: string;
  /** A UTF-8 locale that exists on this machine, used when the base has none. */
  readonly utf8Locale: string;
}

/**
 * Traces of the terminal, multiplexer, editor, service manager, package manager, git hook or agent the daemon happened to be started
 * from. An agent that sees them believes that it runs there: it starts in nested mode, talks to a foreign editor, or prints no colours.
 */
const LEAKED_NAMES: ReadonlySet<string> = new Set(
  [
    '_ CI COLUMNS FORCE_COLOR INIT_CWD LINES NO_COLOR OLDPWD PWD SHLVL',
    'CLAUDECODE CLAUDE_CODE_ENTRYPOINT CLAUDE_CODE_SESSION_ID CLAUDE_CODE_SSE_PORT CLAUDE_PID CURSOR_AGENT GEMINI_CLI',
    'CODEX_SANDBOX CODEX_SANDBOX_NETWORK_DISABLED CODEX_THREAD_ID OPENCODE OPENCODE_PID OPENCODE_SERVER',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_ASKPASS GIT_COMMON_DIR GIT_DIR GIT_EDITOR GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX',
    'GIT_NAMESPACE GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_QUARANTINE_PATH GIT_REFLOG_ACTION GIT_WORK_TREE',
    'COLORFGBG LC_TERMINAL LC_TERMINAL_VERSION STY TERMINFO TERM_FEATURES TERM_PROGRAM TERM_PROGRAM_VERSION TERM_SESSION_ID',
    'TMUX TMUX_PANE VTE_VERSION WINDOW WINDOWID WT_SESSION',
    'INVOCATION_ID JOURNAL_STREAM LISTEN_FDNAMES LISTEN_FDS LISTEN_PID MAINPID MANAGERPID NOTIFY_SOCKET SYSTEMD_EXEC_PID',
    'NODE_CHANNEL_FD NODE_ENV NODE_UNIQUE_ID VITEST WATCHDOG_PID WATCHDOG_USEC',
  ].flatMap((names) => names.split(' ')),
);

const LEAKED_PREFIXES = ['AO_', 'ALACRITTY_', 'GHOSTTY_', 'ITERM_', 'KITTY_', 'KONSOLE_', 'VSCODE_', 'WEZTERM_', 'ZELLIJ', 'npm_', 'pnpm_'];

/** Builds the complete environment of an agent: nothing else is inherited. */
export function agentEnvironment(options: AgentEnvironmentOptions): Environment {
  const { base, project, own } = options;
  const allowed = Object.entries(project).filter(([name]) => !name.startsWith('AO_'));
  const chosen = Object.fromEntries(allowed);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) if (!isLeaked(name)) env[name] = value;
  Object.assign(env, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, chosen, own);
  useUtf8(env, options.utf8Locale);
  env['PATH'] = pathOf(env['PATH'], options);
  return env;
}

/** Adds what a launch plan wants: null removes a variable. Our own variables stay. */
export function withPlanEnvironment(env: Environment, additions: Readonly<Record<string, string | null>>): Environment {
  const changed: Record<string, string> = { ...env };
  for (const [name, value] of Object.entries(additions)) {
    if (value === null) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

function isLeaked(name: string): boolean {
  return LEAKED_NAMES.has(name) || LEAKED_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Agents draw with characters beyond ASCII: a locale that cannot show them is replaced, one that can is kept. */
function useUtf8(env: Record<string, string>, utf8Locale: string): void {
  const effective = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (/utf-?8/i.test(effective)) return;
  delete env['LC_ALL'];
  env['LC_CTYPE'] = utf8Locale;
  env['LANG'] ||= utf8Locale;
}

function pathOf(path: string | undefined, options: AgentEnvironmentOptions): string {
  const { binaryDirectory, pathSeparator } = options;
  const folders = (path ?? '').split(pathSeparator).filter((folder) => folder !== '' && folder !== binaryDirectory);
  return [...(binaryDirectory === null ? [] : [binaryDirectory]), ...folders].join(pathSeparator);
}
