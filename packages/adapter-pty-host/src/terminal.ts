import { stat } from 'node:fs/promises';
import { AoError, type ExitFacts } from '@ao/domain';
import type { AttachRequest, Clock, Logger, OutputSlice, RuntimeAttachment, ScreenSnapshot, TerminalSize } from '@ao/ports';
import { attachToTerminal, type TerminalAttachment } from './attach/terminal-attachment.ts';
import { connectToHost, gone, type HostConnection } from './client/host-connection.ts';
import { readExitRecord } from './files/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';
import { createLogReader } from './output/log-reader.ts';
import { createOutputSource, type OutputSource } from './output/output-source.ts';
import { createTerminalScreen, type TerminalScreen } from './screen/terminal-screen.ts';
import { probeTerminal, readLastOutputAt } from './terminal-probe.ts';

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

/** The output and the screen, made together: when the connection is lost both begin anew. */
interface View {
  readonly source: OutputSource;
  readonly screen: TerminalScreen;
}

interface AttachedViewer {
  answersQueries: boolean;
  attachment: TerminalAttachment | null;
}

/** Makes the view of one terminal; nothing is connected or read before it is needed. */
export function createTerminal({ location, clock, logger, onExit }: TerminalOptions): Terminal {
  const { directory } = location;
  const log = createLogReader(directory, clock);
  const attachments = new Set<AttachedViewer>();
  let connection: Promise<HostConnection> | null = null;
  let view: View | null = null;
  /** Set once the program is known to have ended. */
  let exit: ExitFacts | null = null;
  /** Set while the view leads nowhere, because the host is gone and the program may still run. */
  let lost = false;
  /** Who follows the output: attachments and the screen. */
  let followers = 0;
  let lastOutputAt: number | null = null;
  let closed = false;
  let lastWrite: Promise<unknown> = Promise.resolve();

  function connect(): Promise<HostConnection> {
    if (closed) return Promise.reject(gone('the runtime was closed'));
    connection ??= open();
    return connection;
  }

  async function open(): Promise<HostConnection> {
    let live: HostConnection | null = null;
    try {
      live = await connectToHost(
        location.socketPath,
        {
          onData(offset, bytes) {
            lastOutputAt = clock.now();
            view?.source.pushLive(offset, bytes);
          },
          onSubscribed: (offset) => view?.source.startLive(offset),
          onCut() {
            view?.source.stopLive();
            if (followers > 0) live?.subscribe();
          },
          onResized: (offset, size) => view?.source.pushSize({ offset, size }),
          onQuery(offset, length) {
            if (!isAnswered(offset)) viewOf().screen.answer(offset, length);
          },
          onLog: (state) => save(state.nextOldestOffset),
          onExit: (facts, offset) => ended(facts, offset),
          onClosed() {
            connection = null;
            if (live !== null && exit === null && !closed) void settle();
          },
        },
        clock,
      );
    } catch (error) {
      connection = null;
      throw error;
    }
    if (followers > 0) live.subscribe();
    save(live.initial.log.nextOldestOffset);
    return live;
  }

  function save(offset: number): void {
    if (offset === 0) return;
    viewOf()
      .screen.saveBefore(offset)
      .catch((error: unknown) => logger.warn('the screen could not be stored', { error }));
  }

  function ended(facts: ExitFacts, finalOffset: number | null): void {
    if (exit !== null || closed) return;
    exit = facts;
    view?.source.finish({ type: 'exit', exit: facts }, finalOffset);
    onExit();
  }

  /** Finds out what became of the program when its host does not answer any more. */
  async function settle(): Promise<void> {
    const probe = await probeTerminal(location, { clock });
    if (probe.state === 'dead') {
      ended(probe.exit, (await readExitRecord(directory).catch(() => null))?.offset ?? null);
      return;
    }
    lost = true;
    const error = probe.state === 'unknown' ? probe.error : gone('its host has died, the program runs on without it');
    viewOf().source.finish({ type: 'lost', error }, null);
  }

  function viewOf(): View {
    if (view !== null) return view;
    const source = createOutputSource({
      directory,
      log,
      clock,
      askStatus: async () => (await connection?.catch(() => null))?.status().catch(() => null) ?? null,
    });
    const screen = createTerminalScreen({
      directory,
      source,
      clock,
      logger,
      isAnswered,
      onReply: (reply) => void write(Buffer.from(reply)).catch(() => {}),
      onActive: (active) => follow(active ? 1 : -1),
    });
    view = { source, screen };
    if (exit !== null) source.finish({ type: 'exit', exit }, null);
    return view;
  }

  /** A viewer answers what it gets to see, which is what comes behind its picture. */
  function isAnswered(offset: number): boolean {
    for (const { answersQueries, attachment } of attachments) {
      const from = attachment?.followsFrom() ?? null;
      if (answersQueries && from !== null && from <= offset) return true;
    }
    return false;
  }

  function follow(change: 1 | -1): void {
    const before = followers;
    followers += change;
    if (before > 0 === followers > 0) return;
    if (followers === 0) view?.source.stopLive();
    void connection?.then((live) => (followers > 0 ? live.subscribe() : live.unsubscribe())).catch(() => {});
  }

  /** The view, after everything was tried to have it live. */
  async function openView(): Promise<View> {
    if (exit !== null) return viewOf();
    if (!(await isFolder(directory))) throw gone('it was never created, or is forgotten');
    if (lost) {
      const last = view;
      lost = false;
      view = null;
      await last?.screen.close();
    }
    try {
      await connect();
    } catch (error) {
      if (!AoError.isInstance(error) || error.code !== 'RUNTIME_GONE') throw error;
      await settle();
    }
    return viewOf();
  }

  /**
   * Writes are handed over one after the other: what a call has to wait for (the connection, a look at the exit record) may take a
   * different time for each, and must not let a later one pass. Whether the program took the bytes is waited for side by side.
   */
  function write(bytes: Uint8Array): Promise<void> {
    const handedOver = lastWrite.then(async () => {
      const isOver = exit !== null || (connection === null && (await readExitRecord(directory)) !== null);
      if (isOver) throw gone('its program has ended');
      const host = await connect();
      return { taken: host.write(bytes) };
    });
    lastWrite = handedOver.catch(() => undefined);
    return handedOver.then(({ taken }) => taken);
  }

  return {
    watch() {
      if (exit !== null || lost) return;
      connect().catch((error: unknown) => {
        if (AoError.isInstance(error) && error.code === 'RUNTIME_GONE' && !closed) void settle();
        else logger.warn('the terminal cannot be watched', { error });
      });
    },
    write,
    async resize(size) {
      try {
        await (await connect()).resize(size);
      } catch (error) {
        if (!AoError.isInstance(error) || error.code !== 'RUNTIME_GONE') throw error;
      }
    },
    async screen() {
      const { screen } = await openView();
      const reading = await screen.read();
      const storedAt = await readLastOutputAt(directory);
      return {
        ...reading,
        lastOutputAt: lastOutputAt === null || storedAt === null ? (lastOutputAt ?? storedAt) : Math.max(lastOutputAt, storedAt),
      };
    },
    lines: async (count) => (await openView()).screen.lastLines(count),
    async output(fromOffset, maxBytes) {
      if (!(await isFolder(directory))) throw gone('it was never created, or is forgotten');
      const slice = await log.read(fromOffset, maxBytes);
      return { ...slice, endOffset: (await log.extent()).endOffset };
    },
    async attach(request) {
      const { source, screen } = await openView();
      const viewer: AttachedViewer = { answersQueries: request.answersQueries ?? true, attachment: null };
      attachments.add(viewer);
      follow(1);
      const attachment = attachToTerminal({
        request,
        source,
        log,
        screen,
        onClosed() {
          attachments.delete(viewer);
          follow(-1);
        },
      });
      viewer.attachment = attachment;
      return {
        pause: attachment.pause,
        resume: attachment.resume,
        close: attachment.close,
        setAnswersQueries(answers) {
          viewer.answersQueries = answers;
        },
      };
    },
    async close() {
      closed = true;
      for (const { attachment } of attachments) attachment?.close();
      await view?.screen.close();
      (await connection?.catch(() => null))?.close();
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
