import { chmodSync, unlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import type { HostRecord, LaunchOrder } from '../files/launch-order.ts';
import { encodeJson, encodeRange, encodeSize } from '../protocol/frame-codec.ts';
import { FRAME } from '../protocol/frame-type.ts';
import {
  type ExitNotice,
  HOST_CAPABILITIES,
  type HostHello,
  type HostStatus,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  type ProcessStamp,
  type RequestFailure,
} from '../protocol/host-messages.ts';
import { reserveExitRecord } from './exit-record.ts';
import { type HostClient, type HostService, serveHostClient } from './host-client.ts';
import { createLiveBatch } from './live-batch.ts';
import { createOutputLog } from './output-log.ts';
import { createSlabCopier } from './output-slab.ts';
import { readProcessStamp } from './process-stamp.ts';
import { type PtyProgram, startPtyProgram } from './pty-program.ts';
import { createQueryScanner } from './query-scanner.ts';
import { createResizeRecord } from './resize-record.ts';

/** A running terminal. */
export interface TerminalHost {
  readonly program: ProcessStamp;
  readonly terminalPath: string;
  /** The first words of the output, for a program that could not be started. */
  firstWords(): string;
  /** Asks the program to end, as a shell does when its window is closed. */
  hangUp(): void;
  /** Ends the program by force. */
  kill(): void;
}

/** What the start of a terminal needs besides the order. */
export interface TerminalHostOptions {
  readonly order: LaunchOrder;
  readonly self: ProcessStamp;
  /** Called once clients can connect. */
  readonly onReachable: () => void;
  /** Called when they never will: nobody could see the program or type to it. */
  readonly onUnreachable: (error: Error) => void;
  /** Called once, when everything is written and all clients were told; the host has nothing left to do then. */
  readonly onFinished: (exit: ExitNotice) => void;
}

const RANGE = { protocol: PROTOCOL_VERSION, oldestProtocol: OLDEST_PROTOCOL_VERSION } as const;
/** More connections than any sane set of clients opens; every one may hold a buffer. */
const MAX_CLIENTS = 16;
const MAX_SIZE = 1000;
const FIRST_WORDS_LENGTH = 200;
/** A question nobody has heard is passed on to the first who comes, but not when the program has surely given up on it. */
const QUERY_PATIENCE_MS = 5_000;
const MAX_UNHEARD_QUERIES = 16;

/** Starts the program of an order in a terminal and serves it until the program has ended. */
export function startTerminalHost({ order, self, onReachable, onUnreachable, onFinished }: TerminalHostOptions): TerminalHost {
  const { directory, spec } = order;
  const clients = new Set<HostClient>();
  const writeExitRecord = reserveExitRecord(directory);
  const keep = createSlabCopier();
  let size = { columns: spec.columns, rows: spec.rows };
  let lastOutputAt: number | null = null;
  let firstWords = '';
  let unheardQueries: readonly { readonly frame: Buffer; readonly at: number }[] = [];
  let ended = false;

  const log = createOutputLog({
    directory,
    segmentBytes: spec.segmentBytes,
    segmentCount: spec.segmentCount,
    now: Date.now,
    onFull: (full) => (full ? program.pause() : program.resume()),
    onChange: (state) => broadcast(encodeJson(FRAME.log, state)),
  });
  const resizes = createResizeRecord(directory, () => log.state().oldestOffset);
  const scan = createQueryScanner(announceQuery);
  const batch = createLiveBatch((parts, length) => {
    const offset = log.offset() - length;
    for (const client of clients) client.sendLive(parts, offset, length);
  });

  resizes.add(0, size.columns, size.rows);
  const program: PtyProgram = startPtyProgram({
    argv: spec.argv,
    cwd: spec.cwd,
    environment: order.environment,
    columns: size.columns,
    rows: size.rows,
    onOutput: takeOutput,
    onEnd: (end) => log.close(() => finish({ code: end.code, signal: signalName(end.signal), at: end.at, offset: log.offset() })),
  });
  const stamp = readProcessStamp(program.pid);

  function takeOutput(bytes: Uint8Array): void {
    const kept = keep(bytes);
    if (firstWords.length < FIRST_WORDS_LENGTH) firstWords += kept.toString('latin1', 0, FIRST_WORDS_LENGTH);
    lastOutputAt = Date.now();
    scan(kept, log.offset());
    log.append(kept);
    batch.push(kept);
  }

  function announceQuery(offset: number, length: number): void {
    const frame = encodeRange(FRAME.query, offset, length);
    if ([...clients].some((client) => client.isReady())) broadcast(frame);
    else unheardQueries = [...unheardQueries.slice(1 - MAX_UNHEARD_QUERIES), { frame, at: Date.now() }];
  }

  /** Programs ask as soon as they start, which is before the daemon has found the way here. */
  function announceUnheard(client: HostClient): void {
    for (const { frame, at } of unheardQueries) if (Date.now() - at < QUERY_PATIENCE_MS) client.send(frame);
    unheardQueries = [];
  }

  function broadcast(frame: Buffer): void {
    for (const client of clients) if (client.isReady()) client.send(frame);
  }

  function status(): HostStatus {
    const queuedInputBytes = program.input.queuedBytes();
    return { offset: log.offset(), loggedOffset: log.writtenOffset(), ...size, queuedInputBytes, lastOutputAt, log: log.state() };
  }

  /** Why nothing more can be typed. A program may close its terminal and run on. */
  function lost(): RequestFailure {
    return { reason: 'ended', message: program.hasEnded() ? 'the program has ended' : 'the program has let go of its terminal' };
  }

  function finish(exit: ExitNotice): void {
    ended = true;
    batch.flush();
    try {
      writeExitRecord(exit);
    } catch (error) {
      process.stderr.write(`the exit record could not be written: ${String(error)}\n`);
    }
    broadcast(encodeJson(FRAME.exit, exit));
    server.close();
    for (const client of clients) client.end();
    onFinished(exit);
  }

  const service: HostService = {
    range: RANGE,
    greeted: announceUnheard,
    hello: () => {
      const hello: HostHello = { ...RANGE, capabilities: HOST_CAPABILITIES, host: self, program: stamp, status: status() };
      return encodeJson(FRAME.hostHello, hello);
    },
    write(bytes, onSettled) {
      const isQueued = program.input.push(bytes, (taken) => onSettled(taken ? null : lost()));
      if (isQueued) return;
      const queued = program.input.queuedBytes();
      const full = { reason: 'input_full', message: `the program does not read its input: ${queued} bytes wait already` } as const;
      onSettled(program.input.isOpen() ? full : lost());
    },
    resize(columns, rows) {
      if (columns < 1 || rows < 1 || columns > MAX_SIZE || rows > MAX_SIZE) {
        return { reason: 'invalid', message: `a terminal cannot have ${columns} columns and ${rows} rows` };
      }
      if (ended || (columns === size.columns && rows === size.rows)) return null;
      batch.flush();
      size = { columns, rows };
      program.resize(columns, rows);
      resizes.add(log.offset(), columns, rows);
      broadcast(encodeSize(FRAME.resized, log.offset(), columns, rows));
      return null;
    },
    status,
    subscribe(client) {
      batch.flush();
      client.startLive(log.offset());
    },
  };

  const server = createServer((socket) => {
    if (clients.size >= MAX_CLIENTS) {
      socket.destroy();
      return;
    }
    const client = serveHostClient(socket, service);
    clients.add(client);
    socket.on('close', () => clients.delete(client));
  });
  server.on('error', (error) => {
    process.stderr.write(`the socket failed: ${error.message}\n`);
    if (!server.listening) onUnreachable(error);
  });
  unlinkIfThere(spec.socketPath);
  server.listen(spec.socketPath, () => {
    chmodSync(spec.socketPath, 0o600);
    onReachable();
  });

  return {
    program: stamp,
    terminalPath: program.path,
    firstWords: () => firstWords,
    hangUp: () => program.signal('SIGHUP'),
    kill: () => program.signal('SIGKILL'),
  };
}

/** The record of who runs the terminal. */
export function hostRecord(order: LaunchOrder, self: ProcessStamp, host: TerminalHost | null): HostRecord {
  return {
    version: 1,
    protocol: PROTOCOL_VERSION,
    host: self,
    program: host?.program ?? null,
    terminalPath: host?.terminalPath ?? null,
    socketPath: order.spec.socketPath,
    startedAt: Date.now(),
  };
}

function signalName(number: number | null): string | null {
  if (number === null) return null;
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? `SIG${number}`;
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The usual case: nothing is there.
  }
}
