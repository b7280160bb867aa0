import type { AccountedSession } from '@ao/ports';
import type { ProcessEntry } from '../process-table.ts';

/** Finds out which processes belong to which session. */
export interface SessionProcessesOptions<Entry extends ProcessEntry> {
  readonly sessions: readonly AccountedSession[];
  readonly entries: readonly Entry[];
  /** The launch a process was started in, by its environment; null when it has none or nobody knows. */
  readonly launchOf: (entry: Entry) => string | null;
}

/**
 * Shares processes out among sessions. A process belongs to a session by its environment, or by descent from one that does; what keeps
 * the terminal belongs to it too when it keeps nothing else.
 */
export function sessionProcesses<Entry extends ProcessEntry>(
  options: SessionProcessesOptions<Entry>,
): ReadonlyMap<AccountedSession['sessionId'], readonly Entry[]> {
  const { sessions, launchOf } = options;
  const entries = options.entries.filter(({ ended }) => !ended);
  const byPid = new Map(entries.map((entry) => [entry.pid, entry]));
  const sessionOfLaunch = new Map<string, AccountedSession>(sessions.map((session) => [session.launchId, session]));
  const roots = new Map<number, AccountedSession>();
  for (const session of sessions) {
    const root = session.process === null ? undefined : byPid.get(session.process.pid);
    if (root !== undefined && root.startTime === session.process?.startTime) roots.set(root.pid, session);
  }

  const owners = new Map<number, AccountedSession | null>();
  function ownerOf(entry: Entry): AccountedSession | null {
    const known = owners.get(entry.pid);
    if (known !== undefined) return known;
    // Noted first: should the table have a circle in it, this ends all the same.
    owners.set(entry.pid, null);
    const parent = byPid.get(entry.parentPid);
    const own = roots.get(entry.pid) ?? sessionOfLaunch.get(launchOf(entry) ?? '');
    const owner = own ?? (parent === undefined ? null : ownerOf(parent));
    owners.set(entry.pid, owner);
    return owner;
  }
  for (const entry of entries) ownerOf(entry);
  addHosts(entries, owners);

  const shares = new Map<AccountedSession['sessionId'], Entry[]>();
  for (const entry of entries) {
    const owner = owners.get(entry.pid);
    if (owner === null || owner === undefined) continue;
    const share = shares.get(owner.sessionId) ?? [];
    share.push(entry);
    shares.set(owner.sessionId, share);
  }
  return shares;
}

/** A terminal host is the detached parent of one session's processes and of nothing else; a server of many terminals belongs to nobody. */
function addHosts(entries: readonly ProcessEntry[], owners: Map<number, AccountedSession | null>): void {
  const children = Map.groupBy(entries, ({ parentPid }) => parentPid);
  for (const entry of entries) {
    const own = children.get(entry.pid) ?? [];
    const [first] = own.map(({ pid }) => owners.get(pid) ?? null);
    const leads = entry.sessionId === 0 || entry.sessionId === entry.pid;
    const isHost = entry.pid > 1 && entry.pid !== process.pid && leads && (owners.get(entry.pid) ?? null) === null;
    if (isHost && first !== undefined && first !== null && own.every(({ pid }) => owners.get(pid) === first)) owners.set(entry.pid, first);
  }
}
