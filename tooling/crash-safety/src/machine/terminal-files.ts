import { createHash } from 'node:crypto';
import type { SessionRecord } from '@ao/domain';

/** What is looked at of a session. */
interface SessionWithTerminal {
  readonly launch: Pick<NonNullable<SessionRecord['launch']>, 'handle'> | null;
}

/** Where the runtimes keep the folders of their terminals, below the home: `<folder>/<session>/<launch>`. */
const TERMINAL_FOLDERS = { 'pty-host': 'terminals', tmux: 'tmux', zellij: 'zellij/sessions' } as const;

/** As long as the name of a terminal is in the path of its socket. */
const SOCKET_NAME_LENGTH = { 'pty-host': 16, zellij: 12 } as const;

/** What a path below the home is to the terminal of a launch. */
export interface TerminalFile {
  readonly runtime: string;
  readonly sessionId: string;
  /** The handle of the launch; null for the folder of the session. */
  readonly handle: string | null;
}

/** The terminal a path below the home belongs to; null when it is none of a terminal's folder. */
export function terminalOf(path: string): TerminalFile | null {
  for (const [runtime, folder] of Object.entries(TERMINAL_FOLDERS)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [sessionId = '', launch] = path.slice(folder.length + 1).split('/');
    // What serves all terminals lies beside the folders of sessions.
    if (!/-\d+$/.test(sessionId)) return null;
    return { runtime, sessionId, handle: launch === undefined ? null : `${runtime}:${sessionId}/${launch}` };
  }
  return null;
}

/** The sockets of the terminals of these sessions, below the home, with the folders made for them. That of tmux is one for all. */
export function socketsOf(home: string, sessions: readonly SessionWithTerminal[]): ReadonlySet<string> {
  const paths = sessions.flatMap(({ launch }) => {
    const [runtime = '', place = ''] = (launch?.handle ?? '').split(/:(.*)/s);
    if (runtime !== 'pty-host' && runtime !== 'zellij') return [];
    const directory = `${home}/${TERMINAL_FOLDERS[runtime]}/${place}`;
    const name = createHash('sha256').update(directory).digest('hex').slice(0, SOCKET_NAME_LENGTH[runtime]);
    if (runtime === 'pty-host') return [`run/${name}.sock`];
    return [`run/z/${name}`, `run/z/${name}/contract_version_1`, `run/z/${name}/contract_version_1/ao`];
  });
  return new Set(paths);
}
