import type { SessionRecord } from '@ao/domain';
import type { Engine } from '../engine.ts';
import { forgetTerminal } from './close-terminal.ts';

/**
 * Removes what is kept of the terminal a session had before it was restored. Nobody waits for this, and what is left behind here is
 * found as a stray terminal later. Never rejects.
 *
 * @param before - the session as it was before its new launch was stored.
 */
export async function forgetPreviousTerminal(engine: Engine, before: SessionRecord): Promise<void> {
  const handle = before.launch?.handle ?? null;
  if (handle === null) return;
  try {
    await forgetTerminal(engine, before, handle);
  } catch (error) {
    engine.logger.debug('The previous terminal of a restored session is not forgotten yet', { sessionId: before.id, error });
  }
}
