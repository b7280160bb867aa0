import { AoError, type RuntimeHandle, type SessionRecord } from '@ao/domain';
import type { RuntimeV1 } from '@ao/ports';

/** The terminal of a session's last launch. */
export interface SessionTerminal {
  readonly runtime: RuntimeV1;
  readonly handle: RuntimeHandle;
}

/** Finds the terminal of a session, also after its end. Throws `SESSION_HAS_NO_TERMINAL`, `UNKNOWN_RUNTIME`. */
export function terminalOf(runtimes: ReadonlyMap<string, RuntimeV1>, session: SessionRecord): SessionTerminal {
  const { id, launch, runtime: name, phase } = session;
  if (launch === null || launch.handle === null) {
    const message = phase === 'ended' ? `${id} never had a terminal.` : `${id} has no terminal yet. Wait for it with \`ao wait ${id}\`.`;
    throw new AoError('SESSION_HAS_NO_TERMINAL', { message, details: { sessionId: id } });
  }
  const runtime = runtimes.get(name);
  if (runtime === undefined) {
    const message = `${id} runs in "${name}", which this daemon does not know. It knows: ${[...runtimes.keys()].join(', ')}.`;
    throw new AoError('UNKNOWN_RUNTIME', { message, details: { runtime: name } });
  }
  return { runtime, handle: launch.handle };
}
