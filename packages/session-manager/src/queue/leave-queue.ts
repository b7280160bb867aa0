import { AoError, type SessionId } from '@ao/domain';
import { type Engine, sessionOf } from '../engine.ts';

/** Takes a session out of the queue, for good: it has ended, and what it waited with has failed. Does nothing for one that does not wait. */
export function leaveQueue(engine: Engine, sessionId: SessionId): void {
  const { stores, lifecycle, clock, runner } = engine;
  if (sessionOf(engine, sessionId).phase !== 'queued') return;
  const record = runner.open(sessionId);
  const at = clock.now();
  const doing = record?.kind === 'restore' ? 'restored' : 'started';
  const message = `Taken out of the queue before it was ${doing}.`;
  const { code } = new AoError('SESSION_ENDED');
  stores.transaction(() => {
    lifecycle.observe(sessionId, { type: 'ended', at, reason: 'killed', message });
    if (record !== null) stores.operations.finish(record.id, { state: 'failed', error: { code, message: `${sessionId}: ${message}` }, at });
  });
}
