import { stat } from 'node:fs/promises';
import { terminalGone } from '@ao/adapter-kit';
import { AoError, type ExitFacts } from '@ao/domain';
import type { AttachRequest, Clock, RuntimeAttachment, ScreenSnapshot, TerminalSize } from '@ao/ports';
import { askZellij } from './contract/ask-zellij.ts';
import { dumpScreenMessage, listPanesMessage } from './contract/client-messages.ts';
import { unreachable } from './contract/zellij-connection.ts';
import { createInputChannel, type InputChannel } from './input/input-channel.ts';
import { readExitRecord, readProcesses, readSize, readSpec, writeSize } from './launch/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';
import { readLastScreen } from './screen/last-screen.ts';
import { findPane, type ListedPane } from './screen/pane-listing.ts';
import { drawScrollback, lastLines, screenRows, splitHistory } from './screen/screen-text.ts';
import { probeTerminal, readLastOutputAt } from './terminal-probe.ts';
import { attachViewer, type TerminalViewer } from './viewer/terminal-viewer.ts';
import { resizeTerminal } from './viewer/terminal-size-setter.ts';
import { viewerPreamble } from './viewer/viewer-preamble.ts';

/** One terminal as this process sees it. */
export interface Terminal {
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  screen(signal?: AbortSignal): Promise<ScreenSnapshot>;
  lines(count: number, signal?: AbortSignal): Promise<readonly string[]>;
  attach(request: AttachRequest): Promise<RuntimeAttachment>;
  close(): void;
}

/** What a terminal needs. */
export interface TerminalOptions {
  readonly location: LaunchLocation;
  readonly clock: Clock;
}

const DEFAULT_SCROLLBACK_LINES = 1_000;
const SETTLED_WITHIN_MS = 1_500;
const SETTLE_LOOK_MS = 20;

/** Makes the view of one terminal; nothing is connected or read before it is needed. */
export function createTerminal({ location, clock }: TerminalOptions): Terminal {
  const { directory, socketPath } = location;
  const viewers = new Set<TerminalViewer>();
  let input: InputChannel | null = null;
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** How the program ended; null while it runs. */
  async function exitOf(signal?: AbortSignal): Promise<ExitFacts | null> {
    const probe = await probeTerminal(location, clock, signal);
    if (probe.state === 'unknown') throw probe.error;
    return probe.state === 'dead' ? probe.exit : null;
  }

  /** The same when zellij has hung up, which it may do a moment before the program has ended. */
  async function settleExit(): Promise<ExitFacts | null> {
    const deadline = clock.monotonic() + SETTLED_WITHIN_MS;
    for (;;) {
      const exit = await exitOf();
      if (exit !== null || clock.monotonic() >= deadline) return exit;
      await clock.sleep(SETTLE_LOOK_MS);
    }
  }

  /** How the program ended, of a terminal that is there; null while it runs. */
  async function exitHere(signal?: AbortSignal): Promise<ExitFacts | null> {
    if (!(await isFolder(directory))) throw terminalGone('it was never created, or is forgotten');
    return exitOf(signal);
  }

  /** Does something with the live session; when that fails because the program has just ended, does the other thing. */
  async function liveOr<Result>(live: () => Promise<Result>, ended: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if ((await exitHere(signal)) !== null) return ended();
    try {
      return await live();
    } catch (error) {
      if (AoError.isInstance(error) && (await exitOf(signal)) !== null) return ended();
      throw error;
    }
  }

  const ask = (question: Uint8Array, signal?: AbortSignal) => askZellij(socketPath, question, clock, signal);
  const paneNumber = async () => (await readSpec(directory))?.pane ?? 0;

  async function channel(): Promise<InputChannel> {
    input ??= createInputChannel({ socketPath, pane: await paneNumber(), clock });
    return input;
  }

  async function handOver(bytes: Uint8Array): Promise<void> {
    // With a connection the session is there, and only its last moments have to be told from its life.
    const isOver = input === null ? (await exitHere()) !== null : (await readExitRecord(directory)) !== null;
    if (isOver) throw terminalGone('its program has ended');
    try {
      await (await channel()).write(bytes);
    } catch (error) {
      if (AoError.isInstance(error) && (await exitOf()) !== null) throw terminalGone('its program has ended');
      throw error;
    }
  }

  async function liveScreen(signal?: AbortSignal): Promise<ScreenSnapshot> {
    const pane = await paneNumber();
    // The text first: who waits for a text must not get the cursor and title of a moment before it.
    const dump = await ask(dumpScreenMessage(pane, { scrollback: false, ansi: false }), signal);
    const [panes, processes] = await Promise.all([ask(listPanesMessage(), signal), readProcesses(directory)]);
    const { size, cursor, title } = paneIn(panes, pane);
    return {
      lines: screenRows(dump, size.rows),
      size,
      cursor: { row: cursor?.row ?? 0, column: cursor?.column ?? 0, visible: cursor !== null },
      title,
      alternateScreen: false,
      bracketedPaste: true,
      offset: 0,
      lastOutputAt: processes === null ? null : await readLastOutputAt(processes),
      exact: true,
    };
  }

  async function lastScreen(signal?: AbortSignal): Promise<ScreenSnapshot> {
    const [{ screen, pane, kept }, exit] = [await readLastScreen(directory, clock, signal), await exitOf(signal)];
    return {
      lines: screenRows(screen, pane.size.rows),
      size: pane.size,
      cursor: { row: pane.cursor?.row ?? 0, column: pane.cursor?.column ?? 0, visible: pane.cursor !== null },
      title: pane.title,
      alternateScreen: false,
      bracketedPaste: false,
      offset: 0,
      lastOutputAt: exit?.at ?? null,
      exact: kept,
    };
  }

  async function attachLive(request: AttachRequest): Promise<RuntimeAttachment> {
    const pane = await paneNumber();
    const [panes, screen, history, size] = await Promise.all([
      ask(listPanesMessage()),
      ask(dumpScreenMessage(pane, { scrollback: false, ansi: false })),
      ask(dumpScreenMessage(pane, { scrollback: true, ansi: true })),
      readSize(directory),
    ]);
    const listed = paneIn(panes, pane);
    const scrollback = drawScrollback(history, screen, listed.size.rows, request.scrollbackLines ?? DEFAULT_SCROLLBACK_LINES);
    const viewer = await attachViewer({
      request,
      socketPath,
      // Not what the pane has just now: a person who attached with a smaller terminal must not leave that behind.
      size: size ?? listed.size,
      preamble: viewerPreamble(listed.title, scrollback),
      clock,
      settle: settleExit,
      onClosed: () => void viewers.delete(viewer),
    });
    viewers.add(viewer);
    return viewer;
  }

  async function attachEnded(request: AttachRequest): Promise<RuntimeAttachment> {
    const exit = await exitOf();
    if (exit === null) throw terminalGone('it could not be told how its program ended');
    const { screen, history, pane } = await readLastScreen(directory, clock);
    const scrollback = drawScrollback(history, screen, pane.size.rows, request.scrollbackLines ?? DEFAULT_SCROLLBACK_LINES);
    const cursor = pane.cursor === null ? '\u001b[?25l' : `\u001b[${pane.cursor.row + 1};${pane.cursor.column + 1}H`;
    const visible = splitHistory(history, screen).visible.slice(0, pane.size.rows).join('\u001b[m\r\n');
    const bytes = Buffer.from(`${viewerPreamble(pane.title, scrollback)}${visible}\u001b[m${cursor}`);
    return showOnce(request, [
      { type: 'snapshot', bytes, offset: 0, size: pane.size },
      { type: 'exit', exit },
    ]);
  }

  return {
    write(bytes) {
      // One after the other: what each looks at first may take a different time, and must not let a later one pass.
      const handedOver = lastWrite.then(() => handOver(bytes));
      lastWrite = handedOver.catch(() => undefined);
      return handedOver;
    },
    async resize(size) {
      if (!(await isFolder(directory)) || (await exitOf()) !== null) return;
      await writeSize(directory, size);
      for (const viewer of viewers) viewer.resize(size);
      await liveOr(
        async () => resizeTerminal({ socketPath, pane: await paneNumber(), size, clock }),
        async () => undefined,
      );
    },
    screen: (signal) =>
      liveOr(
        () => liveScreen(signal),
        () => lastScreen(signal),
        signal,
      ),
    lines: (count, signal) =>
      liveOr(
        async () => lastLines(await ask(dumpScreenMessage(await paneNumber(), { scrollback: true, ansi: false }), signal), count),
        async () => {
          const { history, screen } = await readLastScreen(directory, clock, signal);
          const { above, visible } = splitHistory(history, screen);
          return lastLines([...above, ...visible].join('\n'), count);
        },
        signal,
      ),
    attach: (request) =>
      liveOr(
        () => attachLive(request),
        () => attachEnded(request),
      ),
    close() {
      for (const viewer of viewers) viewer.close();
      input?.close();
    },
  };
}

/** A viewer that gets a few frames and then nothing more. The frames come after the attachment was handed over. */
function showOnce(request: AttachRequest, frames: readonly Parameters<AttachRequest['onFrame']>[0][]): RuntimeAttachment {
  const waiting = [...frames];
  let paused = false;
  const show = () => {
    while (!paused && waiting.length > 0) {
      const frame = waiting.shift();
      if (frame !== undefined) request.onFrame(frame);
    }
  };
  // Whoever attaches has the attachment by then, and can pause it.
  setImmediate(show);
  return {
    pause: () => void (paused = true),
    resume() {
      paused = false;
      show();
    },
    close: () => void waiting.splice(0),
  };
}

function paneIn(panes: string, pane: number): ListedPane {
  const listed = findPane(panes, pane);
  if (listed === null) throw unreachable('it does not show the terminal (any more)');
  return listed;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
