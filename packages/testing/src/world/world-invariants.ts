import type { SessionId, SessionRecord } from '@ao/domain';
import type { SimulatedWorld } from './simulated-world.ts';
import type { SimulatedTerminal } from './world-state.ts';

/**
 * What holds whenever nothing is under way: sessions, journal and machine explain each other. Answers what is broken, in words;
 * empty when all is well. `docs/invariants.md` has the same list with its reasons.
 */
export function brokenInvariants(world: SimulatedWorld): readonly string[] {
  const sessions = world.stores.sessions.list();
  return [
    ...openOperations(world),
    ...sessions.flatMap((session) => brokenOfSession(world, session)),
    ...terminalsWithoutSession(world, sessions),
    ...worktreesWithoutSession(world, sessions),
    ...foldersWithoutSession(world, sessions),
    ...lostWork(world, sessions),
  ];
}

function openOperations(world: SimulatedWorld): readonly string[] {
  const isQueued = (id: SessionId) => world.stores.sessions.get(id)?.phase === 'queued';
  const open = world.stores.operations.listOpen().filter(({ sessionId }) => !isQueued(sessionId));
  return open.map(({ kind, sessionId }) => `the ${kind} of ${sessionId} is still open`);
}

function brokenOfSession(world: SimulatedWorld, session: SessionRecord): readonly string[] {
  const { id, phase, launch, workspace, end } = session;
  const broken: string[] = [];
  const must = (holds: boolean, rule: string) => {
    if (!holds) broken.push(`${id}: ${rule}`);
  };
  const running = world.terminalsOf(id).filter((terminal) => terminal.exit === null);
  must(phase === 'live' || phase === 'ended' || phase === 'queued', `no session stays ${phase}`);
  if (phase === 'queued') {
    const waiting = world.stores.operations.listOpen().filter(({ sessionId }) => sessionId === id);
    must(
      waiting.length === 1 && waiting.every(({ kind }) => kind === 'spawn' || kind === 'restore'),
      'a queued session waits with its spawn or restore',
    );
    must(running.length === 0, 'a queued session has no running terminal');
    must(launch !== null || workspace.state !== 'present', 'nothing is made for a session that waits for its first start');
  }
  must(running.length <= 1, 'at most one agent works in a worktree');
  must(phase !== 'live' || running.some((terminal) => terminal.handle === launch?.handle), 'a live session has a running terminal');
  must(phase !== 'ended' || running.length === 0, 'an ended session has no running terminal');
  must(workspace.state !== 'present' || world.worktreeOf(id)?.path === workspace.path, 'a present worktree exists');
  must(phase !== 'live' || workspace.state === 'present', 'a live session has a worktree');
  must(phase !== 'live' || world.state.spools.has(id), 'a live session has a spool');
  if (launch === null && phase === 'ended') {
    must(end?.message !== null, 'a session that never lived tells why');
    const fetchedBack = world.stores.operations.listForSession(id, 100).some(({ kind }) => kind === 'undo_cleanup');
    must(workspace.state !== 'present' || fetchedBack, 'a failed spawn leaves no worktree');
    must(!branchIsLeft(world, id) || fetchedBack, 'a failed spawn leaves no empty branch');
    must(![...world.state.privateDirectories].some((path) => path.endsWith(`/${id}`)), 'a failed spawn leaves no private folder');
    must(!world.state.spools.has(id), 'a failed spawn leaves no spool');
  }
  return broken;
}

function branchIsLeft(world: SimulatedWorld, id: SessionId): boolean {
  return [...world.state.repositories.values()].some(({ branches }) =>
    [...branches].some(([name, commits]) => name.startsWith(`ao/${id}/`) && commits.size === 0),
  );
}

function terminalsWithoutSession(world: SimulatedWorld, sessions: readonly SessionRecord[]): readonly string[] {
  const explained = new Set<string | null>(sessions.map((session) => session.launch?.handle ?? null));
  const isStray = (terminal: SimulatedTerminal) => !explained.has(terminal.handle);
  return [...world.state.terminals.values()].filter(isStray).map(({ handle }) => `no session explains the terminal ${handle}`);
}

function worktreesWithoutSession(world: SimulatedWorld, sessions: readonly SessionRecord[]): readonly string[] {
  const explained = new Set(sessions.filter(({ workspace }) => workspace.state === 'present').map(({ workspace }) => workspace.path));
  return [...world.state.worktrees.keys()].filter((path) => !explained.has(path)).map((path) => `no session explains the worktree ${path}`);
}

function foldersWithoutSession(world: SimulatedWorld, sessions: readonly SessionRecord[]): readonly string[] {
  const ids = new Set<string>(sessions.map(({ id }) => id));
  const folders = [...world.state.privateDirectories].filter((path) => !ids.has(path.slice(path.lastIndexOf('/') + 1)));
  return folders.map((path) => `no session explains the folder ${path}`);
}

/** Every piece of work is in a worktree, in a commit, or under a rescue ref that its session names. */
function lostWork(world: SimulatedWorld, sessions: readonly SessionRecord[]): readonly string[] {
  const kept = new Set<string>();
  const keepAll = (pieces: Iterable<string>) => {
    for (const piece of pieces) kept.add(piece);
  };
  for (const worktree of world.state.worktrees.values()) keepAll(worktree.uncommitted);
  const named = new Set(sessions.map(({ workspace }) => workspace.rescueRef));
  for (const { branches, rescueRefs } of world.state.repositories.values()) {
    for (const commits of branches.values()) keepAll(commits);
    for (const [ref, saved] of rescueRefs) if (named.has(ref)) keepAll(saved);
  }
  return [...world.state.work].filter((piece) => !kept.has(piece)).map((piece) => `the work "${piece}" is lost`);
}
