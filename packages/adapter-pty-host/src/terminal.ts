import type { AttachRequest, Clock, Logger, OutputSlice, RuntimeAttachment, ScreenSnapshot, TerminalSize } from '@ao/ports';
import { AoError } from '@ao/domain';
import { connectToHost, gone, type HostConnection } from './client/host-connection.ts';
import { readExitRecord } from './files/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';

/** One terminal as this process sees it. */
export interface Terminal {
  /** Connects in the background, to be told of the end of the program. */
  watch(): void;
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  screen(): Promise<ScreenSnapshot>;
  lines(count: number): Promise<readonly string[]>;
  output(fromOffset: number, maxBytes: number): Promise<OutputSlice>;
  attach(request: AttachRequest): Promise<RuntimeAttachment>;
  close(): Promise<void>;
}

/** What a terminal needs. */
export interface TerminalOptions {
  readonly location: LaunchLocation;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once when the program has ended. */
  readonly onExit: () => void;
}

/** Makes the view of one terminal; nothing is connected or read before it is needed. */
export function createTerminal({ location, clock, logger, onExit }: TerminalOptions): Terminal {
  let connection: Promise<HostConnection> | null = null;
  let exited = false;
  let closed = false;

  function connect(): Promise<HostConnection> {
    if (closed) return Promise.reject(gone('the runtime was closed'));
    if (connection !== null) return connection;
    const opening = connectToHost(
      location.socketPath,
      {
        onData() {},
        onSubscribed() {},
        onCut() {},
        onResized() {},
        onQuery() {},
        onLog() {},
        onExit: () => ended(),
        onClosed: () => {
          if (connection === opening) connection = null;
        },
      },
      clock,
    );
    connection = opening;
    opening.catch(() => {
      if (connection === opening) connection = null;
    });
    return opening;
  }

  function ended(): void {
    if (exited || closed) return;
    exited = true;
    onExit();
  }

  return {
    watch() {
      if (!exited) connect().catch((error: unknown) => logger.debug('terminal is not watched', { error }));
    },
    async write(bytes) {
      if ((await readExitRecord(location.directory)) !== null) throw gone('its program has ended');
      await (await connect()).write(bytes);
    },
    async resize(size) {
      await (await connect()).resize(size);
    },
    screen: () => Promise.reject(new AoError('CAPABILITY_UNSUPPORTED')),
    lines: () => Promise.reject(new AoError('CAPABILITY_UNSUPPORTED')),
    output: () => Promise.reject(new AoError('CAPABILITY_UNSUPPORTED')),
    attach: () => Promise.reject(new AoError('CAPABILITY_UNSUPPORTED')),
    async close() {
      closed = true;
      (await connection?.catch(() => null))?.close();
    },
  };
}
