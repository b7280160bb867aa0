import { type ProjectId, type SessionId, splitSessionId, type Timestamp } from '@ao/domain';
import type { LongLived, Timer } from '@ao/ports';
import { createHeadReader } from './head-reader.ts';
import type { OrchestratorWakesOptions } from './orchestrator-wakes-options.ts';
import { lookAtProject } from './project-look.ts';

/** Events read at once. */
const BATCH_EVENTS = 500;
/** Changes come in bursts; one look is enough for all of them. */
const SETTLE_MS = 500;
/** Timers longer than this are set again: a clock that is moved must not be noticed hours later. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Wakes the orchestrator of each project by facts about its sessions, by messages in its outbox.
 *
 * - looks when something of the project has changed, and when time alone makes it due; never by polling
 * - everything is worked out from what is stored, so that a restart neither repeats nor loses a fact
 * - a branch is looked at when a turn has ended, and only in projects with an orchestrator
 */
export function createOrchestratorWakes(options: OrchestratorWakesOptions): LongLived {
  const { stores, lifecycle, clock, logger } = options;

  return {
    name: 'orchestrator wakes',
    async run(signal) {
      const timers = new Map<ProjectId, Timer>();
      let cursor = stores.changeLog.bounds().newest;

      function look(projectId: ProjectId): void {
        timers.get(projectId)?.cancel();
        timers.delete(projectId);
        if (signal.aborted) return;
        try {
          const nextAt = lookAtProject(options, projectId);
          if (nextAt !== null) lookAt(projectId, nextAt);
        } catch (error) {
          logger.error('The orchestrator of a project could not be told what is new', { projectId, error });
          lookAt(projectId, clock.now() + LONGEST_TIMER_MS);
        }
      }

      function lookAt(projectId: ProjectId, at: Timestamp): void {
        timers.get(projectId)?.cancel();
        const delayMs = Math.min(Math.max(SETTLE_MS, at - clock.now()), LONGEST_TIMER_MS);
        timers.set(
          projectId,
          clock.setTimer(delayMs, () => look(projectId)),
        );
      }

      const heads = createHeadReader(options, signal, (id) => {
        const projectId = splitSessionId(id)?.projectId;
        if (projectId !== undefined) lookAt(projectId, clock.now());
      });

      /** Branches of agents at rest that were never looked at: their turns ended before there was an orchestrator, or a daemon. */
      function lookAtHeads(projectId: ProjectId): void {
        const live = stores.sessions.list({ projectId, phases: ['live'] });
        if (!live.some(({ kind }) => kind === 'orchestrator')) return;
        for (const { id, kind, activity } of live) if (kind === 'worker' && activity.state === 'idle') heads.look(id);
      }

      function onCommit(): void {
        const changed = new Set<ProjectId>();
        const orchestrators = new Set<ProjectId>();
        const isGap = stores.changeLog.bounds().oldest > cursor + 1;
        for (
          let events = stores.changeLog.after(cursor, BATCH_EVENTS);
          events.length > 0;
          events = stores.changeLog.after(cursor, BATCH_EVENTS)
        ) {
          for (const { sequence, projectId, payload } of events) {
            cursor = sequence;
            if (projectId === null) continue;
            changed.add(projectId);
            if (payload['kind'] === 'orchestrator') orchestrators.add(projectId);
          }
        }
        if (isGap) for (const { id } of stores.projects.list()) changed.add(id);
        for (const projectId of changed) lookAt(projectId, clock.now());
        for (const projectId of orchestrators) lookAtHeads(projectId);
      }

      function onTurnEnd(sessionId: SessionId): void {
        const projectId = splitSessionId(sessionId)?.projectId;
        if (projectId === undefined || stores.sessions.get(sessionId)?.kind !== 'worker') return;
        const open = stores.sessions.list({ projectId, phases: ['live'] });
        if (open.some(({ kind }) => kind === 'orchestrator')) heads.look(sessionId);
      }

      const changes = stores.changeLog.onCommit(onCommit);
      const turns = lifecycle.onReaction(({ sessionId, reactions }) => {
        if (reactions.some(({ type }) => type === 'became_idle' || type === 'session_ended')) onTurnEnd(sessionId);
      });
      try {
        for (const { id } of stores.projects.list()) {
          lookAtHeads(id);
          look(id);
        }
        if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      } finally {
        changes.close();
        turns.close();
        for (const timer of timers.values()) timer.cancel();
        await heads.settled();
      }
    },
  };
}
