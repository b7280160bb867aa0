import { TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';

/** The environment of zellij's server, and how to get from it to that of the program. */
export interface LaunchEnvironment {
  /**
   * What the server is started with; it hands it on to the pane. So the program's variables, which may be secrets, stand neither on a
   * command line nor in a file.
   */
  readonly server: Readonly<Record<string, string>>;
  /** PATH of the program, which it gets last of all; null when it has none. The scripts need one in which their tools are. */
  readonly path: string | null;
  /** Variables the program must not have. */
  readonly unset: readonly string[];
  /** Variables the program has another value of. */
  readonly restore: Readonly<Record<string, string>>;
}

/** Where the tools of the scripts are, on nearly every system; before PATH of the program, in which anything may be. */
const TOOLS_PATH = '/usr/bin:/bin';

/** Variables zellij adds to a pane. */
const ADDED_BY_ZELLIJ = ['ZELLIJ', 'ZELLIJ_PANE_ID', 'ZELLIJ_SESSION_NAME'];

/**
 * Makes the environment of a launch from that of the program and what zellij needs for itself. Variables of zellij that the program is
 * to get are kept from the server: some of them change what it does.
 */
export function launchEnvironment(
  program: Readonly<Record<string, string>>,
  forZellij: Readonly<Record<string, string>>,
  terminalId: string,
): LaunchEnvironment {
  const complete = { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...program, [TERMINAL_ID_VARIABLE]: terminalId };
  const isZellijs = (name: string) => /^ZELLIJ(?:_[A-Z0-9_]+)?$/.test(name);
  const own = Object.entries(complete).filter(([name]) => !isZellijs(name));
  const changed = [...new Set([...ADDED_BY_ZELLIJ, ...Object.keys(forZellij), ...Object.keys(program).filter(isZellijs)])];
  return {
    server: { ...Object.fromEntries(own), ...forZellij, PATH: program['PATH'] ? `${TOOLS_PATH}:${program['PATH']}` : TOOLS_PATH },
    path: program['PATH'] ?? null,
    unset: changed.filter((name) => program[name] === undefined),
    restore: Object.fromEntries(changed.flatMap((name) => (program[name] === undefined ? [] : [[name, program[name]]]))),
  };
}
