import { type OperationRecord, type ProjectId, type QueuePlace, RUNNING_PHASES, type SessionId, type SessionRecord } from '@ao/domain';
import type { MemoryReading, Stores, Clock } from '@ao/ports';
import { reserveBytes, roomInMemory, SETTLING_MS } from './memory-room.ts';
import { placeWords } from './place-words.ts';
import { judgeQueue, type QueueStanding } from './queue-policy.ts';
import type { SessionLimits } from './session-limits.ts';

/** How old a reading of the memory may be. */
const MEMORY_READING_MS = 1_000;

/** Stands for a session that does not wait yet. */
const NEWCOMER = '' as SessionId;

/**
 * The sessions that wait for a place. The queue is the journal: every open operation whose session is `queued`, in the order the
 * operations were begun. Nothing of it is kept in memory, so there is nothing a crash could lose.
 */
export interface SessionQueue {
  /** Reads how much memory there is, unless that was done a moment ago. Decisions use the newest reading. */
  look(): Promise<void>;
  /** Where a session of the project would have to wait if it came now; null when it can start at once. */
  placeOfNewcomer(projectId: ProjectId): QueuePlace | null;
  /** Where everybody stands. */
  places(): ReadonlyMap<SessionId, QueuePlace>;
  /** The operations whose turn it is, first come first. */
  due(): readonly OperationRecord[];
  /** True when somebody waits for memory only. */
  waitsForMemory(): boolean;
  isEmpty(): boolean;
}

/** Makes the view of the queue. */
export function createSessionQueue(options: {
  readonly stores: Pick<Stores, 'sessions' | 'operations' | 'projects'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly limits: SessionLimits;
}): SessionQueue {
  const { stores, clock, limits } = options;
  let reading: MemoryReading | null = null;
  let readAt = Number.NEGATIVE_INFINITY;

  const keepsMemoryFree = limits.minFreeMemory.bytes !== null || limits.minFreeMemory.percent !== null;
  const queuedSessions = () => stores.sessions.list({ phases: ['queued'] });

  /** In the order of their operations. */
  function waitingSessions(): readonly SessionRecord[] {
    const queued = new Map(queuedSessions().map((session) => [session.id, session]));
    if (queued.size === 0) return [];
    return stores.operations.listOpenSessions().flatMap((sessionId) => queued.get(sessionId) ?? []);
  }

  function judge(newcomer: ProjectId | null): { standings: readonly QueueStanding[]; placeOf: (standing: QueueStanding) => QueuePlace } {
    const running = stores.sessions.list({ phases: RUNNING_PHASES });
    const waiting = waitingSessions().map(({ id, projectId }) => ({ sessionId: id, projectId }));
    const now = clock.now();
    const settling = running.filter(
      // One that was started in the future was started before the clock was set back.
      ({ phase, launch }) => phase === 'starting' || (launch !== null && launch.startedAt <= now && now - launch.startedAt < SETTLING_MS),
    );
    const limitsOfProjects = new Map(stores.projects.list().map(({ id, config }) => [id, config.maxRunning ?? null]));
    const maxRunningOf = (projectId: ProjectId) => limitsOfProjects.get(projectId) ?? null;
    const standings = judgeQueue({
      running: running.map(({ projectId }) => projectId),
      waiting: newcomer === null ? waiting : [...waiting, { sessionId: NEWCOMER, projectId: newcomer }],
      maxRunning: limits.maxRunning,
      maxRunningOf,
      roomInMemory: roomInMemory(limits.minFreeMemory, reading, settling.length),
    });
    const placeOf = (standing: QueueStanding): QueuePlace => ({
      position: standing.position,
      heldBy: standing.heldBy,
      ...placeWords(standing, {
        running: running.length,
        maxRunning: limits.maxRunning,
        projectRunning: running.filter(({ projectId }) => projectId === standing.projectId).length,
        projectMaxRunning: maxRunningOf(standing.projectId),
        memory: reading,
        keptFreeBytes: reading === null ? null : reserveBytes(limits.minFreeMemory, reading),
        settling: settling.length,
      }),
    });
    return { standings, placeOf };
  }

  return {
    async look() {
      if (!keepsMemoryFree || clock.monotonic() - readAt < MEMORY_READING_MS) return;
      reading = await limits.memory.read();
      readAt = clock.monotonic();
    },
    placeOfNewcomer(projectId) {
      const { standings, placeOf } = judge(projectId);
      const newcomer = standings.at(-1);
      return newcomer === undefined || newcomer.heldBy === 'turn' ? null : placeOf(newcomer);
    },
    places() {
      if (queuedSessions().length === 0) return new Map();
      const { standings, placeOf } = judge(null);
      return new Map(standings.map((standing) => [standing.sessionId, placeOf(standing)]));
    },
    due() {
      if (queuedSessions().length === 0) return [];
      const due = judge(null).standings.filter(({ heldBy }) => heldBy === 'turn');
      if (due.length === 0) return [];
      const open = new Map(stores.operations.listOpen().map((operation) => [operation.sessionId, operation]));
      return due.flatMap(({ sessionId }) => open.get(sessionId) ?? []);
    },
    waitsForMemory: () => judge(null).standings.some(({ heldBy }) => heldBy === 'memory'),
    isEmpty: () => queuedSessions().length === 0,
  };
}
