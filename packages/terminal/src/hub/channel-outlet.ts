import type { Clock, Timer } from '@ao/ports';
import { CHANNEL_HIGH_BYTES, CHANNEL_LOW_BYTES, CHANNEL_MAX_BYTES, CHANNEL_POLL_MS } from '../flow/flow-constants.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';
import type { TerminalChannel } from './terminal-channel.ts';

/** The sending side of a channel, with a watch on how much of it is not on its way yet. */
export interface ChannelOutlet {
  sendFrame(frame: ServerFrame): void;
  sendBinary(bytes: Uint8Array): void;
  close(): void;
}

/** Who is told how much is waiting. */
export interface OutletListeners {
  /** Too much is waiting, or has gone again: a client that does not read holds up its own streams only. */
  onFull(isFull: boolean): void;
  /** {@link CHANNEL_MAX_BYTES} are waiting, and nothing is sent any more: the connection is to be closed. Told once. */
  onOverrun(): void;
}

/** Makes the outlet of one channel. */
export function createChannelOutlet(
  channel: TerminalChannel,
  clock: Pick<Clock, 'setTimer'>,
  { onFull, onOverrun }: OutletListeners,
): ChannelOutlet {
  let timer: Timer | null = null;
  let isOverrun = false;

  function hasRoom(): boolean {
    if (isOverrun) return false;
    if (channel.bufferedBytes() <= CHANNEL_MAX_BYTES) return true;
    isOverrun = true;
    onOverrun();
    return false;
  }

  function look(): void {
    timer = null;
    if (channel.bufferedBytes() > CHANNEL_LOW_BYTES) timer = clock.setTimer(CHANNEL_POLL_MS, look);
    else onFull(false);
  }

  return {
    sendFrame(frame) {
      if (hasRoom()) channel.sendText(JSON.stringify(frame));
    },
    sendBinary(bytes) {
      if (!hasRoom()) return;
      channel.sendBinary(bytes);
      if (timer !== null || channel.bufferedBytes() <= CHANNEL_HIGH_BYTES) return;
      timer = clock.setTimer(CHANNEL_POLL_MS, look);
      onFull(true);
    },
    close() {
      timer?.cancel();
      timer = null;
    },
  };
}
