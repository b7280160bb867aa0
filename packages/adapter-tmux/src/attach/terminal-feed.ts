import { terminalGone } from '@ao/adapter-kit';
import type { DurationMs, ExitFacts } from '@ao/domain';
import type { AttachRequest, RuntimeAttachment, TerminalSize } from '@ao/ports';
import type { ControlConnection } from '../control/control-connection.ts';
import type { ControlEvent } from '../control/control-parser.ts';
import { unescapeOctal } from '../control/control-parser.ts';
import { unavailable } from '../runtime-errors.ts';
import type { ServerLink } from '../server/tmux-server.ts';
import type { StoredScreen } from '../files/launch-records.ts';
import { captureCommands, capturedScreen } from '../screen/pane-screen.ts';
import { writePicture } from '../screen/terminal-picture.ts';
import { paneSizeIn } from './window-layout.ts';
import { createTerminalViewer, type TerminalViewer } from './terminal-viewer.ts';

/** What a feed needs. */
export interface TerminalFeedOptions {
  readonly link: Pick<ServerLink, 'openViewer'>;
  readonly paneId: string;
  readonly terminalId: string;
  /** Called once when the feed is over: nobody looks any more, the program has ended, or the connection is lost. */
  readonly onClosed: () => void;
  /** The connection was lost; answers how the program ended when that is why. */
  readonly findExit: () => Promise<ExitFacts | null>;
}

/** All viewers of one terminal, on one connection of their own: what floods it holds up nothing else. */
export interface TerminalFeed {
  attach(request: AttachRequest): RuntimeAttachment;
  /**
   * Tells all viewers of the end, after all that came before it. tmux drops what it has not yet told of a program that has ended, so the
   * last picture goes before the end.
   */
  finish(exit: ExitFacts, screen: StoredScreen | null): Promise<void>;
  close(): void;
}

const FINISH_TIMEOUT_MS: DurationMs = 2_000;

/**
 * Opens the feed of a terminal.
 *
 * @throws AoError `RUNTIME_GONE` when the pane is no longer there, `RUNTIME_UNAVAILABLE`
 */
export async function openTerminalFeed(options: TerminalFeedOptions): Promise<TerminalFeed> {
  const { link, paneId, terminalId } = options;
  const viewers = new Set<TerminalViewer>();
  let size: TerminalSize | null = null;
  let finishing = false;
  let over = false;

  /** Null until the server has let it in: until then it may be lost, and nobody looks. */
  let connection: ControlConnection | null = null;

  function take(event: Exclude<ControlEvent, { type: 'reply' }>): void {
    if (event.type === 'output') {
      if (event.paneId === paneId) for (const viewer of viewers) viewer.data(event.bytes);
      return;
    }
    if (event.name === 'layout-change') takeSize(paneSizeIn(event.text, paneId));
    else if (event.name === 'pause' && event.text === paneId) goOn();
  }

  function takeSize(next: TerminalSize | null): void {
    if (next === null || (size?.columns === next.columns && size.rows === next.rows)) return;
    size = next;
    for (const viewer of viewers) viewer.size(next);
  }

  /** The server has stopped telling, because this side read too slowly. What it left out is not coming. */
  function goOn(): void {
    connection?.send({ lines: [`refresh-client -A "${paneId}:continue"`] }, () => {});
    for (const viewer of viewers) show(viewer);
  }

  function show(viewer: TerminalViewer): void {
    viewer.awaitPicture();
    const capture = captureCommands({ paneId, scrollbackRows: viewer.scrollbackLines, styled: true, forViewer: true });
    connection?.send(capture, (answer) => {
      if (answer === null || !viewers.has(viewer)) return;
      try {
        const captured = capturedScreen(answer.replies);
        if (captured.terminalId !== terminalId) throw terminalGone('its server was replaced');
        size = captured.facts.size;
        viewer.picture(Buffer.from(writePicture(captured), 'latin1'), size, unescapeOctal(captured.unfinished));
      } catch (error) {
        if (!finishing) viewer.lost(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  async function lost(reason: string): Promise<void> {
    if (over) return;
    if (finishing) {
      end();
      return;
    }
    finishing = true;
    const exit = await options.findExit().catch(() => null);
    for (const viewer of viewers) {
      if (exit === null) viewer.lost(unavailable(`the connection to the terminal was lost (${reason})`));
      else viewer.exit(exit);
    }
    end();
  }

  function end(): void {
    if (over) return;
    over = true;
    void connection?.close();
    options.onClosed();
  }

  function attach(request: AttachRequest): RuntimeAttachment {
    const viewer = createTerminalViewer({
      request,
      onNeedsPicture: () => show(viewer),
      onClosed() {
        viewers.delete(viewer);
        if (viewers.size === 0 && !finishing) end();
      },
    });
    viewers.add(viewer);
    show(viewer);
    return { pause: viewer.pause, resume: viewer.resume, close: viewer.close };
  }

  const opened = await link.openViewer(paneId, { onEvent: take, onClosed: (reason) => void lost(reason) });
  connection = opened;
  const { closing } = await opened.request({ lines: [], closing: { paneId, format: '#{@ao_launch}' } }).catch((error: unknown) => {
    over = true;
    void opened.close();
    throw error;
  });
  if (closing !== terminalId) {
    over = true;
    void opened.close();
    throw terminalGone('its pane is no longer there');
  }
  return {
    attach,
    async finish(exit, screen) {
      if (finishing || over) return;
      finishing = true;
      // Its answer comes behind all that was printed.
      await opened.request({ lines: [] }, FINISH_TIMEOUT_MS).catch(() => undefined);
      for (const viewer of viewers) {
        if (screen !== null) viewer.picture(Buffer.from(screen.picture, 'latin1'), screen, Buffer.alloc(0));
        viewer.exit(exit);
      }
      end();
    },
    close() {
      finishing = true;
      for (const viewer of viewers) viewer.close();
      end();
    },
  };
}
