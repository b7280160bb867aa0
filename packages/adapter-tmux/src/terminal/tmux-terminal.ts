import type { ExitFacts } from '@ao/domain';
import type { AttachRequest, RuntimeAttachment, ScreenSnapshot, TerminalSize } from '@ao/ports';
import { attachToStored } from '../attach/stored-attachment.ts';
import { openTerminalFeed, type TerminalFeed } from '../attach/terminal-feed.ts';
import { launchFolderTime, readExitRecord, readProgramRecord, readScreenRecord, type StoredScreen } from '../files/launch-records.ts';
import type { LaunchLocation } from '../launch-location.ts';
import { unavailable } from '../runtime-errors.ts';
import { type CapturedScreen, captureCommands, capturedScreen, rowText } from '../screen/pane-screen.ts';
import { lastRows, liveSnapshot, storedSnapshot } from '../screen/stored-snapshot.ts';
import type { ServerLink, TmuxServer } from '../server/tmux-server.ts';
import { readProcessFate, terminalGone } from '@ao/adapter-kit';
import { writeToPane } from './terminal-input.ts';

/** What one terminal takes. */
export interface TmuxTerminalOptions {
  readonly location: LaunchLocation;
  readonly server: TmuxServer;
  readonly historyLines: number;
  /** How the program ended, where that can be told; null while it runs. */
  readonly findExit: () => Promise<ExitFacts | null>;
}

/** What can be done with one terminal while this process lives. */
export interface TmuxTerminal {
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  screen(): Promise<ScreenSnapshot>;
  lines(count: number): Promise<readonly string[]>;
  attach(request: AttachRequest): Promise<RuntimeAttachment>;
  /** The program has ended: viewers get the last picture, where there is one, and the end. */
  finish(exit: ExitFacts, screen: StoredScreen | null): Promise<void>;
  close(): void;
}

/** A pane on the server it is on. */
interface LivePane {
  readonly link: ServerLink;
  readonly paneId: string;
}

/** Makes the access to one terminal. Starts nothing by itself. */
export function createTmuxTerminal(options: TmuxTerminalOptions): TmuxTerminal {
  const { location, server } = options;
  let feed: Promise<TerminalFeed> | null = null;
  let lastWrite: Promise<unknown> = Promise.resolve();
  let ended = false;

  /** The pane; null when the terminal has ended and what it showed is stored. */
  async function livePane(): Promise<LivePane | null> {
    if (ended || (await readExitRecord(location.directory)) !== null) return null;
    const link = await server.link('existing');
    const paneId = (await link?.paneId(location.terminalId)) ?? null;
    if (link !== null && paneId !== null) return { link, paneId };
    if ((await readExitRecord(location.directory)) !== null) return null;
    if ((await launchFolderTime(location.directory)) === null) throw terminalGone('it was never created, or is forgotten');
    const record = await readProgramRecord(location.directory);
    if (record !== null && (await readProcessFate(record.program)) === 'running') {
      throw unavailable('its server has lost the terminal, though the program runs on');
    }
    return null;
  }

  async function runningPane(): Promise<LivePane> {
    const pane = await livePane();
    if (pane === null) throw terminalGone('its program has ended');
    return pane;
  }

  async function capture(scrollbackRows: number): Promise<CapturedScreen | null> {
    const pane = await livePane();
    if (pane === null) return null;
    const { replies } = await pane.link.connection.request(
      captureCommands({ paneId: pane.paneId, scrollbackRows, styled: false, forViewer: false }),
    );
    try {
      return capturedScreen(replies);
    } catch (error) {
      // It was stored and let go in between.
      if ((await readExitRecord(location.directory)) !== null) return null;
      throw error;
    }
  }

  function openFeed({ link, paneId }: LivePane): Promise<TerminalFeed> {
    const opening = openTerminalFeed({
      link,
      paneId,
      terminalId: location.terminalId,
      onClosed: () => {
        if (feed === opening) feed = null;
      },
      findExit: options.findExit,
    });
    feed = opening;
    opening.catch(() => {
      if (feed === opening) feed = null;
    });
    return opening;
  }

  async function attach(request: AttachRequest): Promise<RuntimeAttachment> {
    const pane = await livePane();
    if (pane === null) {
      const exit = (await readExitRecord(location.directory)) ?? (await options.findExit());
      if (exit === null) throw unavailable('the terminal could not be looked at');
      return attachToStored(await readScreenRecord(location.directory), exit, request);
    }
    return (await (feed ?? openFeed(pane))).attach(request);
  }

  return {
    write(bytes) {
      // One after the other: a later write must not pass an earlier one that still has parts to hand over.
      const written = lastWrite.then(async () => {
        const { link, paneId } = await runningPane();
        await writeToPane(link.connection, paneId, bytes);
      });
      lastWrite = written.catch(() => undefined);
      return written;
    },
    async resize({ columns, rows }) {
      const pane = await livePane();
      await pane?.link.connection.request({ lines: [`resize-window -t ${pane.paneId} -x ${columns} -y ${rows}`] });
    },
    async screen() {
      const captured = await capture(0);
      if (captured === null) return storedSnapshot(await readScreenRecord(location.directory));
      const pane = await livePane();
      const facts = (await pane?.link.list())?.get(location.terminalId);
      return liveSnapshot(captured, facts?.lastOutputAt ?? null);
    },
    async lines(count) {
      const captured = await capture(options.historyLines);
      if (captured === null) return lastRows((await readScreenRecord(location.directory))?.lines ?? [], count);
      return lastRows([...captured.above, ...captured.screen].map(rowText), count);
    },
    attach,
    async finish(exit, screen) {
      ended ||= screen !== null;
      const open = await feed?.catch(() => null);
      await open?.finish(exit, screen);
    },
    close() {
      void feed?.then(
        (open) => open.close(),
        () => undefined,
      );
    },
  };
}
