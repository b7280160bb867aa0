import type { ExitFacts } from '@ao/domain';
import { launchFolderTime, readExitRecord, type StoredScreen, writeExitRecord, writeScreenRecord } from '../files/launch-records.ts';
import type { LaunchLocation } from '../launch-location.ts';
import { captureCommands, capturedScreen, rowText } from '../screen/pane-screen.ts';
import { writePicture } from '../screen/terminal-picture.ts';
import type { ServerLink } from '../server/tmux-server.ts';
import type { PaneFacts } from './pane-facts.ts';

/** What takes part in an ending. */
export interface EndingOptions {
  readonly link: ServerLink;
  readonly historyLines: number;
  /** Called when all is stored, before the terminal is let go: viewers still have to get what is on its way to them. */
  readonly onStored: (exit: ExitFacts, screen: StoredScreen) => Promise<void>;
}

/**
 * Takes a terminal whose program has ended out of the server: stores its last screen, then how it ended, then lets go of it, unless a
 * person is just looking at it with tmux itself. What has ended takes no memory of the server, and outlives it.
 */
export async function storeEnding(location: LaunchLocation, pane: PaneFacts, options: EndingOptions): Promise<ExitFacts | null> {
  const { link } = options;
  const recorded = await readExitRecord(location.directory);
  if (recorded !== null) {
    // Whoever stored it may have been cut off before it let go.
    await letGo(pane, link);
    return recorded;
  }
  if (pane.ended === null || (await launchFolderTime(location.directory)) === null) return null;
  const { connection } = link;
  const { replies } = await connection.request(
    captureCommands({ paneId: pane.paneId, scrollbackRows: options.historyLines, styled: true, forViewer: false }),
  );
  const plain = await connection.request(
    captureCommands({ paneId: pane.paneId, scrollbackRows: options.historyLines, styled: false, forViewer: false }),
  );
  const screen = storedScreen(replies, plain.replies, pane.lastOutputAt);
  await writeScreenRecord(location.directory, screen);
  await writeExitRecord(location.directory, pane.ended);
  const exit: ExitFacts = { ...pane.ended, evidence: 'exit_record' };
  await options.onStored(exit, screen);
  await letGo(pane, link);
  return exit;
}

/** Removes the tmux session, unless a person is just looking at it with tmux itself. */
async function letGo({ paneId }: PaneFacts, { connection, change }: ServerLink): Promise<void> {
  const { replies: clients } = await connection.request({ lines: [`list-clients -t ${paneId} -F "#{client_control_mode}"`] });
  const isWatched = clients[0]?.lines.some((line) => line.toString() === '0') === true;
  if (!isWatched) await change({ lines: [`kill-session -t ${paneId}`] });
}

function storedScreen(
  styled: Parameters<typeof capturedScreen>[0],
  plain: Parameters<typeof capturedScreen>[0],
  lastOutputAt: number | null,
): StoredScreen {
  const captured = capturedScreen(styled);
  const { facts, above, screen } = captured;
  const text = capturedScreen(plain);
  return {
    ...facts.size,
    cursor: facts.cursor,
    title: facts.title,
    alternateScreen: facts.alternateScreen,
    lastOutputAt,
    scrollbackRows: text.above.length,
    lines: [...text.above, ...text.screen].map(rowText),
    picture: writePicture({ facts: { ...facts, alternateScreen: false }, above, screen, behind: [] }),
  };
}
