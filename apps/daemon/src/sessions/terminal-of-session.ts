import { AoError, type SessionId } from '@ao/domain';
import type { RuntimeV1, Stores } from '@ao/ports';
import type { TerminalLocation } from '@ao/terminal';

/**
 * Where a session's terminal is; after the end of the agent, the last one it had.
 *
 * @throws AoError `SESSION_NOT_FOUND`, `SESSION_HAS_NO_TERMINAL` before the first launch, `UNKNOWN_RUNTIME` when this daemon does not have its runtime.
 */
export function terminalOfSession(
  id: SessionId,
  options: { readonly stores: Pick<Stores, 'sessions'>; readonly runtimes: ReadonlyMap<string, RuntimeV1> },
): TerminalLocation {
  const session = options.stores.sessions.get(id);
  if (session === null)
    throw new AoError('SESSION_NOT_FOUND', { message: `There is no session ${id}. See \`ao ls --all\`.`, details: { sessionId: id } });
  const handle = session.launch?.handle ?? null;
  if (handle === null) throw new AoError('SESSION_HAS_NO_TERMINAL', { details: { sessionId: id } });
  const runtime = options.runtimes.get(session.runtime);
  if (runtime === undefined) {
    throw new AoError('UNKNOWN_RUNTIME', {
      message: `The terminal of ${id} is in "${session.runtime}", which this daemon does not have.`,
      details: { runtime: session.runtime },
    });
  }
  return { runtime, handle };
}
