import type { Terminal } from '@ao/client';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Workshop } from '../workshop/workshop.ts';
import type { BareTerminal } from './bare-terminal.ts';
import { READY_MARK } from './terminal-programs.ts';

/** The terminal of a session, as a client sees it through the WebSocket. */
export interface SessionTerminal extends BareTerminal {
  /** Whether output ever began elsewhere than where the last had ended. */
  gaps(): number;
  /** How often the viewer was given a picture because it had fallen behind. */
  snapshots(): number;
}

/** Attaches to a session; resolves when its program listens. The workshop closes it. */
export async function attachTerminal(workshop: Workshop, home: BenchHome, sessionId: string): Promise<SessionTerminal> {
  const terminal = await home.client().terminal(sessionId, { columns: 100, rows: 30 });
  workshop.atEnd(() => terminal.close());
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const listens = Promise.withResolvers<void>();
  let gaps = 0;
  let snapshots = 0;
  void follow(terminal);
  await listens.promise;
  return {
    write: (text) => void terminal.write(text),
    onData(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    gaps: () => gaps,
    snapshots: () => Math.max(0, snapshots - 1),
  };

  async function follow(events: Terminal): Promise<void> {
    let offset: number | null = null;
    let hasStarted = false;
    for await (const event of events) {
      if (event.type !== 'data' && event.type !== 'snapshot') continue;
      if (!hasStarted && Buffer.from(event.bytes).includes(READY_MARK)) {
        hasStarted = true;
        listens.resolve();
      }
      if (event.type === 'snapshot') {
        snapshots += 1;
        offset = event.offset;
      } else {
        if (offset !== null && offset !== event.offset) gaps += 1;
        offset = event.offset + event.bytes.length;
        for (const listener of listeners) listener(event.bytes);
      }
    }
  }
}

/** Resolves when the program in a terminal of this process listens. */
export function untilReady(terminal: BareTerminal): Promise<void> {
  return new Promise((resolve) => {
    const stop = terminal.onData((bytes) => {
      if (!Buffer.from(bytes).includes(READY_MARK)) return;
      stop();
      resolve();
    });
  });
}
