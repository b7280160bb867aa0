import type { Clock, Timer } from '@ao/ports';
import { CHANNEL_HIGH_BYTES, CHANNEL_LOW_BYTES, CHANNEL_POLL_MS } from '../flow/flow-constants.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';
import type { TerminalChannel } from './terminal-channel.ts';

/** The sending side of a channel, with a watch on how much of it is not on its way yet. */
export interface ChannelOutlet {
  sendFrame(frame: ServerFrame): void;
  sendBinary(bytes: Uint8Array): void;
  close(): void;
}

/**
 * @param onFull - told when too much is waiting, and again when it has gone: a client that does not read holds up its own streams only.
 */
export function createChannelOutlet(
  channel: TerminalChannel,
  clock: Pick<Clock, 'setTimer'>,
  onFull: (isFull: boolean) => void,
): ChannelOutlet {
  let timer: Timer | null = null;

  function look(): void {
    timer = null;
    if (channel.bufferedBytes() > CHANNEL_LOW_BYTES) timer = clock.setTimer(CHANNEL_POLL_MS, look);
    else onFull(false);
  }

  return {
    sendFrame: (frame) => channel.sendText(JSON.stringify(frame)),
    sendBinary(bytes) {
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
