import type { ProjectId, QueueHold, SessionId } from '@ao/domain';

/** What decides about the queue, at one moment. */
export interface QueueSituation {
  /** The projects of the sessions that have a place, one entry for each session. */
  readonly running: readonly ProjectId[];
  /** Those that wait, in the order they came. */
  readonly waiting: readonly { readonly sessionId: SessionId; readonly projectId: ProjectId }[];
  /** How many sessions may run; null for no limit. */
  readonly maxRunning: number | null;
  /** How many sessions of a project may run; null for no limit of its own. */
  readonly maxRunningOf: (projectId: ProjectId) => number | null;
  /** For how many more sessions there is memory; null when memory is not looked at. */
  readonly roomInMemory: number | null;
}

/** Where one session stands. Those that `turn` holds may start now. */
export interface QueueStanding {
  readonly sessionId: SessionId;
  readonly projectId: ProjectId;
  readonly position: number;
  readonly heldBy: QueueHold;
}

/**
 * Works out who may start and where the others stand. First come, first served, with one exception: a session that only the limit of
 * its own project holds back does not hold up those behind it.
 */
export function judgeQueue(situation: QueueSituation): readonly QueueStanding[] {
  const { running, waiting, maxRunning, maxRunningOf, roomInMemory } = situation;
  const taken = new Map<ProjectId, number>();
  const add = (counts: Map<ProjectId, number>, projectId: ProjectId): number => {
    const count = (counts.get(projectId) ?? 0) + 1;
    counts.set(projectId, count);
    return count;
  };
  for (const projectId of running) add(taken, projectId);
  const waitingOf = new Map<ProjectId, number>();
  let ahead = 0;
  let places = maxRunning === null ? Number.POSITIVE_INFINITY : maxRunning - running.length;
  let room = roomInMemory ?? Number.POSITIVE_INFINITY;

  return waiting.map(({ sessionId, projectId }) => {
    const limit = maxRunningOf(projectId);
    const positionInProject = add(waitingOf, projectId);
    if (limit !== null && (taken.get(projectId) ?? 0) >= limit) {
      return { sessionId, projectId, position: positionInProject, heldBy: 'project_limit' };
    }
    // Its place in the project is kept for it, so that nobody of the same project overtakes it.
    add(taken, projectId);
    ahead += 1;
    const heldBy: QueueHold = places <= 0 ? 'machine_limit' : room <= 0 ? 'memory' : 'turn';
    if (heldBy === 'turn') {
      places -= 1;
      room -= 1;
    }
    return { sessionId, projectId, position: ahead, heldBy };
  });
}
