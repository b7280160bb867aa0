/** What the server is told about itself. */
export interface ServerConfigOptions {
  /** What programs find in TERM, unless they ask for another. */
  readonly terminalType: string;
  /** Lines kept above each screen. */
  readonly historyLines: number;
}

/** The name a window gets when its program has ended. It is how the server tells so at once: see the hook below. */
export const ENDED_WINDOW_NAME = 'ended';
/** The name of the window an agent runs in. */
export const WINDOW_NAME = 'agent';

/** Variables the server is started with, and those of each client. None of them is handed on to programs. */
export function serverEnvironment(home: string): Readonly<Record<string, string>> {
  return { HOME: home, PATH: '/usr/bin:/bin', LC_CTYPE: 'C.UTF-8' };
}

/**
 * The whole configuration of the private server; the user's own is never read. `window-size manual` is not among it: as a global option it
 * crashes tmux 3.3a when a session is created. `resize-window` sets it for each window.
 *
 * tmux does not tell control clients of an ended program, and keeps what a hook does from them too; what a hook has run later
 * (`run-shell -C`) it does tell. So the hook renames the window.
 */
export function serverConfig({ terminalType, historyLines }: ServerConfigOptions): string {
  return [
    '# Written by ao for its private tmux server. Changes are overwritten.',
    'set -s exit-empty off',
    'set -s escape-time 0',
    `set -s default-terminal ${terminalType}`,
    'set -g default-shell /bin/sh',
    `set -g history-limit ${historyLines}`,
    'set -g remain-on-exit on',
    "set -gq remain-on-exit-format ''",
    'set -g destroy-unattached off',
    'set -g detach-on-destroy on',
    "set -g update-environment ''",
    'set -g automatic-rename off',
    'set -g allow-rename off',
    'set -g set-titles off',
    'set -g visual-bell off',
    'set -g monitor-activity off',
    'set -g status-left-length 40',
    'set -g status-left "[#{session_name}] "',
    'set -g status-right "detach: C-b d"',
    `set-hook -gw pane-died 'run-shell -b -C "rename-window -t #{hook_pane} ${ENDED_WINDOW_NAME}"'`,
    ...[...Object.keys(serverEnvironment('')), 'PWD', 'OLDPWD', 'SHELL', 'TERM', '_'].map((name) => `set-environment -gu ${name}`),
    '',
  ].join('\n');
}
