import type { SessionId } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
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
  /** Ends all streams with a word of why, then the connections. New ones are refused. */
  close(): Promise<void>;
}

/** The rooms of a hub: one for each session somebody looks at. */
export interface TerminalRooms {
  of(sessionId: SessionId): TerminalRoom;
  leave(sessionId: SessionId, member: RoomMember): void;
}

/** WebSocket's code for a server that goes away. */
const GOING_AWAY = 1001;

/** Makes the hub. */
export function createTerminalHub(options: TerminalHubOptions): TerminalHub {
  const rooms = new Map<SessionId, TerminalRoom>();
  const connections = new Set<OpenConnection>();
  let isClosed = false;

  const roomsOfHub: TerminalRooms = {
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
    async close() {
      isClosed = true;
      for (const connection of connections) connection.end(GOING_AWAY, 'the daemon is stopping');
    },
  };
}
