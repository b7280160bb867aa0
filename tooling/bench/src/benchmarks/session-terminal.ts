import type { Terminal, TerminalEvent } from '@ao/client';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Workshop } from '../workshop/workshop.ts';
import type { BareTerminal } from './bare-terminal.ts';
import { READY_MARK } from './terminal-programs.ts';

/** The terminal of a session, as a client sees it through the WebSocket. */
export interface SessionTerminal extends BareTerminal {
  /** Hears everything that is to be drawn: output, and pictures in place of output that was skipped. The answer ends it. */
  onDraw(listener: (drawn: { readonly bytes: Uint8Array; readonly offset: number; readonly isPicture: boolean }) => void): () => void;
  /** How much output there was up to what was drawn last. */
  offset(): number;
  /** How often output began elsewhere than where the last had ended, without a picture in between. */
  gaps(): number;
}

/** Attaches to a session; resolves when its program listens. The workshop closes it. */
export async function attachTerminal(workshop: Workshop, home: BenchHome, sessionId: string): Promise<SessionTerminal> {
  const terminal = await home.client().terminal(sessionId, { columns: 100, rows: 30 });
  workshop.atEnd(() => terminal.close());
  const listeners = new Set<Parameters<SessionTerminal['onDraw']>[0]>();
  const listens = Promise.withResolvers<void>();
  let offset = -1;
  let gaps = 0;
  void follow(terminal);
  await listens.promise;

  function onDraw(listener: Parameters<SessionTerminal['onDraw']>[0]): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    write: (text) => void terminal.write(text),
    onData: (listener) => onDraw(({ bytes, isPicture }) => isPicture || listener(bytes)),
    onDraw,
    offset: () => offset,
    gaps: () => gaps,
  };

  function take(event: Extract<TerminalEvent, { readonly type: 'data' | 'snapshot' }>): void {
    const isPicture = event.type === 'snapshot';
    if (!isPicture && offset !== -1 && event.offset !== offset) gaps += 1;
    offset = isPicture ? event.offset : event.offset + event.bytes.length;
    for (const listener of listeners) listener({ bytes: event.bytes, offset, isPicture });
  }

  async function follow(events: Terminal): Promise<void> {
    for await (const event of events) {
      if (event.type !== 'data' && event.type !== 'snapshot') continue;
      take(event);
      if (Buffer.from(event.bytes).includes(READY_MARK)) listens.resolve();
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
