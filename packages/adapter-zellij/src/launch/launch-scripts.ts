import { TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import { join } from 'node:path';
import { LAUNCH_FILE } from './launch-files.ts';
import { shellQuote } from './shell-quote.ts';

/** What the two scripts of a launch are made from. */
export interface LaunchScripts {
  readonly directory: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** PATH of the program; null when it has none. */
  readonly path: string | null;
  /** Variables to be taken away before the program starts. */
  readonly unset: readonly string[];
  /** Variables of which zellij's server needs another value than the program. */
  readonly restore: Readonly<Record<string, string>>;
  /** zellij and its options. */
  readonly zellij: readonly string[];
  readonly sessionName: string;
  /** Where zellij's socket is; of no use once the session has ended. */
  readonly socketDirectory: string;
  /** What these commands need in their environment. */
  readonly zellijEnvironment: Readonly<Record<string, string>>;
  readonly pane: number;
  /** The shell that runs the scripts, with its options. */
  readonly shell: readonly string[];
}

/** How long the program waits to be let go. Longer means that whoever creates the terminal has died. */
const GO_LOOKS = 6_000;

/**
 * The script that runs in the pane. It stays around the program, and knows how it ended even when zellij, or ao, is gone by then:
 *
 * - its own standard error is a file: POSIX shells say there that a program was ended by a signal, which the status alone does not tell
 * - signals of the terminal reach it too and must not end it, but the program must not inherit that: a trap with a command is not inherited
 * - only the hang-up ends it: the system tells the program of that when the first of the terminal has gone
 * - the answer to the question for the cursor comes after zellij has drawn everything before it, so nothing is missing in the last picture
 * - at last it ends the session, which would go on without any pane: nothing is left that takes memory or could be run again
 */
export function keeperScript(scripts: LaunchScripts): string {
  const file = (name: string) => shellQuote(join(scripts.directory, name));
  const variables = Object.entries(scripts.zellijEnvironment).map(([name, value]) => `${name}=${shellQuote(value)}`);
  const zellij = [...variables, ...scripts.zellij.map((word) => shellQuote(word))].join(' ');
  const pane = `--pane-id terminal_${scripts.pane}`;
  // Now and then zellij prints nothing and says that all went well, so it is asked again.
  const keep = (name: string, command: string) =>
    `for try in 1 2 3 4 5; do ${zellij} --session ${scripts.sessionName} action ${command} </dev/null >${file(`${name}.new`)}; ` +
    `[ -s ${file(`${name}.new`)} ] && mv ${file(`${name}.new`)} ${file(name)} && break; sleep 0.02; done`;
  return [
    '# Made by ao for one terminal.',
    ...(scripts.unset.length === 0 ? [] : [`unset ${scripts.unset.join(' ')}`]),
    ...Object.entries(scripts.restore).map(([name, value]) => `export ${name}=${shellQuote(value)}`),
    'stty iutf8 2>/dev/null',
    `exec 9>&2 2>${file(LAUNCH_FILE.said)}`,
    'trap : INT QUIT TERM TSTP TTIN TTOU USR1 USR2',
    `printf '%s %s %s\\n' "$$" "$PPID" "$(tty)" >${file(`${LAUNCH_FILE.keeper}.new`)}`,
    `mv ${file(`${LAUNCH_FILE.keeper}.new`)} ${file(LAUNCH_FILE.keeper)}`,
    `${scripts.shell.join(' ')} ${file(LAUNCH_FILE.programScript)}`,
    'set -- "$?"',
    'exec 2>/dev/null',
    `trap '' HUP INT QUIT TERM TSTP TTIN TTOU USR1 USR2`,
    `if [ -s ${file(LAUNCH_FILE.said)} ]; then set -- "$1" signal; else set -- "$1" exit; fi`,
    `printf '%s %s\\n' "$1" "$2" >${file(`${LAUNCH_FILE.exit}.new`)}`,
    `mv ${file(`${LAUNCH_FILE.exit}.new`)} ${file(LAUNCH_FILE.exit)}`,
    `unset ${TERMINAL_ID_VARIABLE}`,
    'stty raw -echo min 0 time 10',
    `printf '\\033[6n'`,
    'set -- 1 2 3 4 5',
    'while [ $# -gt 0 ]; do case "$(dd bs=1024 count=1)" in *R*|"") break;; esac; shift; done',
    keep(LAUNCH_FILE.lastPanes, 'list-panes --all --json'),
    keep(LAUNCH_FILE.lastScreen, `dump-screen ${pane}`),
    keep(LAUNCH_FILE.lastHistory, `dump-screen ${pane} --full --ansi`),
    `: >${file(LAUNCH_FILE.kept)}`,
    `${zellij} kill-session ${scripts.sessionName} </dev/null >/dev/null`,
    `rm -rf -- ${shellQuote(scripts.socketDirectory)}`,
    '',
  ].join('\n');
}

/** The script that becomes the program. Its pid is the program's, and is told before the program starts. */
export function programScript(scripts: LaunchScripts): string {
  const file = (name: string) => shellQuote(join(scripts.directory, name));
  return [
    '# Made by ao for one terminal.',
    // Here and not where it is called: some shells speak of a signal while that redirection is still in force.
    'exec 2>&9 9>&-',
    // Some shells have said something already, as that they do not know the locale. It is no word about the end of the program.
    `: >${file(LAUNCH_FILE.said)}`,
    `trap ${shellQuote(`: >${file(LAUNCH_FILE.refused)}`)} EXIT`,
    `cd ${shellQuote(scripts.cwd)} || exit 126`,
    `printf '%s\\n' "$$" >${file(`${LAUNCH_FILE.pid}.new`)}`,
    `mv ${file(`${LAUNCH_FILE.pid}.new`)} ${file(LAUNCH_FILE.pid)}`,
    'set --',
    `until [ -e ${file(LAUNCH_FILE.go)} ]; do`,
    `  [ -e ${file(LAUNCH_FILE.pid)} ] && [ $# -lt ${GO_LOOKS} ] || exit 125`,
    '  set -- "$@" x',
    '  sleep 0.01',
    'done',
    scripts.path === null ? 'unset PATH' : `PATH=${shellQuote(scripts.path)}; export PATH`,
    `exec ${scripts.argv.map((argument) => shellQuote(argument)).join(' ')}`,
    '',
  ].join('\n');
}
