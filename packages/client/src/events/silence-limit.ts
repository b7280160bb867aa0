import { ConnectionError } from '../transport/transport.ts';

/** Three heartbeats of the daemon: whoever has not sent one of them is gone, however alive the connection looks. */
export const SILENCE_LIMIT_MS = 45_000;

/** Gives a connection up when nothing comes for too long. */
export interface SilenceLimit {
  /** Aborted by silence, with a {@link ConnectionError}, or by the signal it was made with. */
  readonly signal: AbortSignal;
  /** Something came. */
  heard(): void;
  /** The connection is over. */
  end(): void;
}

/** Starts to listen for silence. */
export function createSilenceLimit(signal: AbortSignal | undefined): SilenceLimit {
  const silence = new AbortController();
  function giveUp(): void {
    silence.abort(new ConnectionError('nothing was heard for too long', { wasNeverSent: false, cause: null }));
  }
  let timer = setTimeout(giveUp, SILENCE_LIMIT_MS);
  return {
    signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
    heard() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_LIMIT_MS);
    },
    end: () => clearTimeout(timer),
  };
}
