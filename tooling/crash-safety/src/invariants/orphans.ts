import { hangsOnPurpose, type HomeProcess, isDaemonProcess } from '../machine/home-processes.ts';
import type { MachineView } from './machine-view.ts';

/** Everything that runs for the home is its one daemon, or belongs to a session that lives. */
export function orphans(view: MachineView): readonly string[] {
  const live = new Set<string>(view.facts.sessions.filter(({ phase }) => phase === 'live').map(({ id }) => id));
  const daemon = view.stage.daemon().pid;
  const isExplained = (process: HomeProcess) =>
    process.pid === daemon || hangsOnPurpose(process) || [...sessionsOf(process, view.stage.home.home)].some((id) => live.has(id));
  const left = view.processes.filter((process) => !isExplained(process) && !isServer(process, live.size));
  return left.map((process) =>
    isDaemonProcess(process)
      ? `a second daemon runs (${process.pid})`
      : `nobody explains process ${process.pid}: ${process.command.slice(0, 160)}`,
  );
}

/** The sessions a process belongs to: by its environment, or by the files it has open. */
function sessionsOf(process: HomeProcess, home: string): ReadonlySet<string> {
  const ids = new Set(process.sessionId === null ? [] : [process.sessionId]);
  for (const path of process.uses) {
    const inside = path.startsWith(`${home}/`) ? path.slice(home.length + 1) : '';
    const [kind, first, second] = inside.split('/');
    if (kind === 'terminals' || kind === 'sessions') ids.add(first ?? '');
    if (kind === 'worktrees') ids.add(second ?? '');
  }
  return ids;
}

/** The server of a multiplexer serves all sessions, and may stay for as long as there is one. */
function isServer({ command }: HomeProcess, liveSessions: number): boolean {
  return liveSessions > 0 && /(?:^|\/)(?:tmux|zellij)\b/.test(command);
}
