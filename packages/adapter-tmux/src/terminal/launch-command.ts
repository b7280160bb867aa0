import { TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { RuntimeCreateRequest } from '@ao/ports';
import { literalFormat, quoted } from '../control/command-text.ts';
import type { LaunchLocation } from '../launch-location.ts';
import { WINDOW_NAME } from '../server/server-config.ts';

/** Takes variables away and becomes the program. On every POSIX system. */
const ENV_PROGRAM = '/usr/bin/env';
/** `env` takes a program with an equals sign in its path for a variable; this one takes it as it is, and changes nothing either. */
const PLAIN_LAUNCHER = ['/usr/bin/nice', '-n', '0'];
/** What tmux puts into the environment of programs by itself. */
const ADDED_BY_TMUX = ['TMUX', 'TMUX_PANE', 'TERM_PROGRAM', 'TERM_PROGRAM_VERSION', 'SHELL', 'PATH', 'PWD'];
/** Of these, the ones it sets after what it was told: they are set once more on the way. None of them is a secret. */
const OVERRIDDEN_BY_TMUX = ['TERM', 'COLORTERM', ...ADDED_BY_TMUX.filter((name) => name !== 'PATH')];

/** What becomes the program, with the variables of tmux taken away. */
export function launcherArgv({ argv, env }: Pick<RuntimeCreateRequest, 'argv' | 'env'>): readonly string[] {
  const removed = ADDED_BY_TMUX.filter((name) => env[name] === undefined).flatMap((name) => ['-u', name]);
  const set = OVERRIDDEN_BY_TMUX.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
  return [ENV_PROGRAM, ...removed, ...set, ...(argv[0]?.includes('=') === true ? PLAIN_LAUNCHER : []), ...argv];
}

/** The beginning of the command line a program has before it has become itself. */
export function launcherMark(): string {
  return `${ENV_PROGRAM}\0-u\0TMUX`;
}

/**
 * tmux 3.3a closes a pane as soon as it hears that its program has ended, and loses what the program had printed just before. While the
 * output is also piped somewhere it first reads what is there.
 */
const DRAIN_COMMAND = 'exec cat >/dev/null';

/** The format by which a new terminal is told of. */
const CREATED_FORMAT = '#{pane_id} #{pane_pid} #{pane_tty}';

/**
 * The commands that create a terminal, on one line: tmux sees nothing of the program before all of them are done. The environment goes
 * through this connection: it stands in no process's command line.
 */
export function createCommand(location: LaunchLocation, request: RuntimeCreateRequest): string {
  const { columns, rows } = request.size;
  const environment = { COLORTERM: 'truecolor', ...request.env, [TERMINAL_ID_VARIABLE]: location.terminalId };
  const variables = Object.entries(environment).map(([name, value]) => `-e ${quoted(`${name}=${value}`)}`);
  const target = quoted(`=${location.tmuxSession}:`);
  return [
    [
      `new-session -d -E -P -F "${CREATED_FORMAT}" -s ${quoted(location.tmuxSession)} -n ${WINDOW_NAME} -x ${columns} -y ${rows}`,
      `-c ${quoted(literalFormat(request.cwd))}`,
      ...variables,
      '--',
      ...launcherArgv(request).map((argument) => quoted(argument)),
    ].join(' '),
    `set-option -p -t ${target} @ao_launch ${location.terminalId}`,
    `pipe-pane -t ${target} "${DRAIN_COMMAND}"`,
    // tmux begins with the name of the machine.
    `select-pane -t ${target} -T ""`,
    // From here on the size is that of whoever resizes, never of whoever looks.
    `resize-window -t ${target} -x ${columns} -y ${rows}`,
  ].join(' ; ');
}
