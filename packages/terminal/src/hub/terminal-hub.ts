import type { SessionId } from '@ao/domain';
import type { Clock, Logger, Subscription } from '@ao/ports';
import type { TerminalMode } from '../protocol/client-frame.ts';
import { createTerminalRoom, type RoomMember, type TerminalRoom } from '../room/terminal-room.ts';
import { createTerminalConnection, type OpenConnection } from './terminal-connection.ts';
import type { TerminalAccess, TerminalChannel, TerminalConnection, TerminalLocation } from './terminal-channel.ts';

/** What the hub needs. */
export interface TerminalHubOptions {
  /** Finds a session's terminal. Throws `SESSION_NOT_FOUND`, `SESSION_HAS_NO_TERMINAL`, `UNKNOWN_RUNTIME`. */
  readonly resolve: (id: SessionId) => TerminalLocation;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The terminals of all sessions, for any number of clients. */
export interface TerminalHub {
  /** Takes on a client. */
  connect(channel: TerminalChannel, options: { readonly access: TerminalAccess }): TerminalConnection;
  /** Whether anybody looks at the terminal of that session. */
  isWatched(sessionId: SessionId): boolean;
  /** Tells of everyone who begins to look at a terminal, to type or only to see. */
  onViewer(listener: (sessionId: SessionId) => void): Subscription;
  /** Ends all streams with a word of why, then the connections. New ones are refused. */
  close(): Promise<void>;
}

/** How a viewer wants to look. */
export interface RoomEntry {
  readonly mode: TerminalMode;
  readonly takeover: boolean;
}

/** The rooms of a hub: one for each session somebody looks at. */
export interface TerminalRooms {
  /** Adds a viewer and answers the mode it has. */
  join(sessionId: SessionId, viewer: RoomMember, wants: RoomEntry): TerminalMode;
  of(sessionId: SessionId): TerminalRoom;
  leave(sessionId: SessionId, member: RoomMember): void;
}

/** WebSocket's code for a server that goes away. */
const GOING_AWAY = 1001;

/** Makes the hub. */
export function createTerminalHub(options: TerminalHubOptions): TerminalHub {
  const rooms = new Map<SessionId, TerminalRoom>();
  const connections = new Set<OpenConnection>();
  const listeners = new Set<(sessionId: SessionId) => void>();
  let isClosed = false;

  const roomsOfHub: TerminalRooms = {
    join(sessionId, viewer, { mode, takeover }) {
      const given = roomsOfHub.of(sessionId).join(viewer, mode, takeover);
      for (const listener of listeners) listener(sessionId);
      return given;
    },
    of(sessionId) {
      const known = rooms.get(sessionId);
      if (known !== undefined) return known;
      const room = createTerminalRoom();
      rooms.set(sessionId, room);
      return room;
    },
    leave(sessionId, member) {
      const room = rooms.get(sessionId);
      room?.leave(member);
      if (room?.isEmpty() === true) rooms.delete(sessionId);
    },
  };

  return {
    connect(channel, { access }) {
      if (isClosed) {
        channel.close(GOING_AWAY, 'the daemon is stopping');
        return { receiveText: () => {}, receiveBinary: () => {}, closed: () => {} };
      }
      const connection = createTerminalConnection({
        ...options,
        channel,
        access,
        rooms: roomsOfHub,
        onClosed: () => connections.delete(connection),
      });
      connections.add(connection);
      return connection;
    },
    isWatched: (sessionId) => rooms.get(sessionId)?.isEmpty() === false,
    onViewer(listener) {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
    async close() {
      isClosed = true;
      for (const connection of connections) connection.end(GOING_AWAY, 'the daemon is stopping');
    },
  };
}
