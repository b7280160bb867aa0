import { AoError } from '@ao/domain';
import type { Engine } from '../engine.ts';
import { boundedCall } from './bounded-call.ts';
import { STEP_LIMITS_MS } from './step-limits.ts';

/** Tells whether a folder exists. Rejects when the disk does not answer. */
export function folderExists(engine: Pick<Engine, 'clock' | 'folders'>, path: string): Promise<boolean> {
  const overdue = () => new AoError('HOME_NOT_WRITABLE', { message: `The disk with ${path} does not answer. Check it.` });
  return boundedCall({ clock: engine.clock, limitMs: STEP_LIMITS_MS.folders, overdue }, () => engine.folders.exists(path));
}
