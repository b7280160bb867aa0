import { hangsOnPurpose, type HomeProcess, isDaemonProcess, isTmuxClient, isTmuxServer } from '../machine/home-processes.ts';
import { terminalOf } from '../machine/terminal-files.ts';
import type { MachineView } from './machine-view.ts';

/**
 * Everything that runs for the home is its one daemon, or belongs to a session that lives. The daemon may have one server of tmux, which
 * serves all sessions and is there until the daemon is stopped, and clients of it.
 */
export function orphans(view: MachineView): readonly string[] {
  const live = new Set<string>(view.facts.sessions.filter(({ phase }) => phase === 'live').map(({ id }) => id));
  const daemon = view.stage.daemon().pid;
  const isExplained = (process: HomeProcess) =>
    process.pid === daemon || hangsOnPurpose(process) || [...sessionsOf(process, view.stage.home.home)].some((id) => live.has(id));
  const servers = view.processes.filter(isTmuxServer);
  const clients = clientsOf(daemon, view.processes);
  const left = view.processes.filter((process) => {
    if (isExplained(process) || isTmuxServer(process) || clients.has(process)) return false;
    return !isDrain(process, servers, live.size);
  });
  return [
    ...left.map((process) =>
      isDaemonProcess(process)
        ? `a second daemon runs (${process.pid})`
        : `nobody explains process ${process.pid} (${process.name}): ${process.command.slice(0, 160)}`,
    ),
    ...servers.slice(1).map(({ pid }) => `a second tmux server runs (${pid})`),
  ];
}

/** The sessions a process belongs to: by its environment, or by the files it has open. */
function sessionsOf(process: HomeProcess, home: string): ReadonlySet<string> {
  const ids = new Set(process.sessionId === null ? [] : [process.sessionId]);
  for (const path of process.uses) {
    const inside = path.startsWith(`${home}/`) ? path.slice(home.length + 1) : '';
    const [kind, first, second] = inside.split('/');
    const terminal = terminalOf(inside);
    if (terminal !== null) ids.add(terminal.sessionId);
    if (kind === 'sessions') ids.add(first ?? '');
    if (kind === 'worktrees') ids.add(second ?? '');
  }
  return ids;
}

/** The clients of tmux the daemon has started, with the shell that stands around one that is to go wrong at its end. */
function clientsOf(daemon: number, processes: readonly HomeProcess[]): ReadonlySet<HomeProcess> {
  const explained = new Set<HomeProcess>();
  for (const client of processes.filter(isTmuxClient)) {
    const around = processes.find(({ pid }) => pid === client.parent);
    if (client.parent === daemon) explained.add(client);
    else if (around?.parent === daemon) explained.add(client).add(around);
  }
  return explained;
}

/** For each terminal the server of tmux has a program that swallows what is printed; it names no session. */
function isDrain({ command, parent }: HomeProcess, servers: readonly HomeProcess[], liveSessions: number): boolean {
  return command === 'cat' && liveSessions > 0 && servers.some(({ pid }) => pid === parent);
}
