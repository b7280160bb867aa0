import type { RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeV1 } from '@ao/ports';

/** A two-way connection to one client, whatever carries it. The hub sends; what arrives is handed to the connection it answered. */
export interface TerminalChannel {
  sendText(text: string): void;
  sendBinary(bytes: Uint8Array): void;
  /** Bytes handed over and not yet on their way. */
  bufferedBytes(): number;
  /** Ends the connection. The code is one of WebSocket's: 1001 going away, 1008 policy, 1009 too big. */
  close(code: number, reason: string): void;
}

/** What a client may do. */
export interface TerminalAccess {
  mayObserve(sessionId: SessionId): boolean;
  mayControl(sessionId: SessionId): boolean;
}

/** A session's terminal: where it lives, and its handle there. */
export interface TerminalLocation {
  readonly runtime: RuntimeV1;
  readonly handle: RuntimeHandle;
}

/** The hub's side of a connection. Its owner hands over what arrives, in order, and says when it is over. */
export interface TerminalConnection {
  receiveText(text: string): void;
  receiveBinary(bytes: Uint8Array): void;
  /** The channel is gone: lets go of all its streams. Calling it twice is harmless. */
  closed(): void;
}
