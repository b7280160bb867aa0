import type { ProcessIdentity } from '@ao/domain';
import type { ProcessEntry, ProcessTable } from './process-table.ts';
import { readBootId } from './process-identity.ts';
import { systemProcessTable } from './system-process-table.ts';

/** By what the processes of one launch are recognised. Any one of the marks is enough. */
export interface LaunchMarks {
  /** Processes the launch began with: they, and all that descend from them. */
  readonly roots: readonly ProcessIdentity[];
  /** Leader of the terminal session. Members are recognised only while the leader itself runs: a session id alone may be reused. */
  readonly sessionLeader?: ProcessIdentity | undefined;
  /** `NAME=value`, put into the environment at the launch: finds what left tree, group and session. */
  readonly environment?: string | undefined;
  /** The terminal device, while it is certain that it still belongs to the launch: finds what also dropped its environment. */
  readonly terminalPath?: string | undefined;
  /** Nothing that was started before this process can belong to the launch. */
  readonly notBefore: ProcessIdentity;
  /** Processes that are spared; what descends from them is not. */
  readonly spare?: readonly ProcessIdentity[] | undefined;
}

/** A process and all its descendants, the process itself first; empty when it has ended. */
export async function listProcessTree(root: ProcessIdentity): Promise<readonly ProcessIdentity[]> {
  return findLaunchProcesses({ roots: [root], notBefore: root });
}

/**
 * Every running process that belongs to a launch: by descent, by terminal session, by environment, by terminal.
 * This process and its ancestors are never among them.
 */
export async function findLaunchProcesses(
  marks: LaunchMarks,
  table: ProcessTable = systemProcessTable(),
): Promise<readonly ProcessIdentity[]> {
  const bootId = await readBootId();
  if (marks.notBefore.bootId !== bootId) return [];
  const entries = await table.readEntries();
  const ancestors = ancestorsOf(process.pid, entries);
  // Whoever has been given the pid of one that was to be spared is not that one.
  const isSpared = (entry: ProcessEntry) => ancestors.has(entry.pid) || marks.spare?.some((each) => isEntryOf(entry, each)) === true;
  const candidates = entries.filter((entry) => !isSpared(entry) && !table.startedBefore(entry, marks.notBefore));
  const leader = marks.sessionLeader;
  const sessionId = leader !== undefined && entries.some((entry) => isEntryOf(entry, leader)) ? leader.pid : null;
  const found = new Set(candidates.filter((entry) => isMarked(entry, marks, sessionId, table)).map((entry) => entry.pid));
  addDescendants(found, candidates);
  return candidates
    .filter((entry) => found.has(entry.pid) && !entry.ended)
    .map((entry) => ({ pid: entry.pid, startTime: entry.startTime, bootId }));
}

function isEntryOf(entry: ProcessEntry, identity: ProcessIdentity): boolean {
  return entry.pid === identity.pid && entry.startTime === identity.startTime;
}

function isMarked(entry: ProcessEntry, marks: LaunchMarks, sessionId: number | null, table: ProcessTable): boolean {
  if (marks.roots.some((root) => isEntryOf(entry, root))) return true;
  if (entry.ended) return false;
  if (sessionId !== null && entry.sessionId === sessionId) return true;
  if (marks.environment !== undefined && table.hasEnvironment(entry.pid, marks.environment)) return true;
  return marks.terminalPath !== undefined && table.usesTerminal(entry.pid, marks.terminalPath);
}

function addDescendants(found: Set<number>, candidates: readonly ProcessEntry[]): void {
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const entry of candidates) if (found.has(entry.parentPid)) found.add(entry.pid);
  }
}

function ancestorsOf(pid: number, entries: readonly ProcessEntry[]): ReadonlySet<number> {
  const parents = new Map(entries.map((entry) => [entry.pid, entry.parentPid]));
  const chain = new Set<number>();
  for (let next: number | undefined = pid; next !== undefined && next > 0 && !chain.has(next); next = parents.get(next)) chain.add(next);
  return chain;
}
