import type { TerminalAccess, TerminalChannel, TerminalHub } from '@ao/terminal';

/** One client of the hub, and what it sent. */
export interface RecordedConnection {
  readonly channel: TerminalChannel;
  readonly access: TerminalAccess;
  readonly received: (string | readonly number[])[];
  isClosed: boolean;
}

/** A hub that keeps what it gets and says nothing by itself. */
export interface RecordingHub extends Pick<TerminalHub, 'connect'> {
  readonly connections: readonly RecordedConnection[];
}

/** Makes a hub without clients. */
export function createRecordingHub(): RecordingHub {
  const connections: RecordedConnection[] = [];
  return {
    connections,
    connect(channel, { access }) {
      const connection: RecordedConnection = { channel, access, received: [], isClosed: false };
      connections.push(connection);
      return {
        receiveText: (text) => void connection.received.push(text),
        receiveBinary: (bytes) => void connection.received.push([...bytes]),
        closed() {
          connection.isClosed = true;
        },
      };
    },
  };
}
