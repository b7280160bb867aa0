import { AoError, type ProjectId, type QueuePlace } from '@ao/domain';
import type { Engine } from '../engine.ts';

/**
 * Looks whether a session of the project can start now: null when it can, otherwise the place it has to wait at. To be used before
 * anything else happens: between the answer and the write nothing may wait.
 *
 * @throws AoError `SESSION_LIMIT_REACHED` when it would have to wait and nobody wants that.
 */
export function placeToWaitAt(engine: Pick<Engine, 'queue'>, projectId: ProjectId, mayWait: boolean): QueuePlace | null {
  const place = engine.queue.placeOfNewcomer(projectId);
  if (place === null || mayWait) return place;
  const message = `There is no place for another session: ${place.text} ${place.nextStep}`;
  throw new AoError('SESSION_LIMIT_REACHED', { message, details: { projectId, heldBy: place.heldBy, position: place.position } });
}
