import { AoApiError } from '../ao-api-error.ts';
import { type BackOff, createBackOff } from '../events/back-off.ts';
import type { ApiCaller } from '../transport/api-caller.ts';
import { parseJson } from '../transport/parse-json.ts';
import { type LinkPulse, startPulse } from './link-pulse.ts';
import {
  type BinaryFrame,
  type ClientFrame,
  decodeBinaryFrame,
  encodeInput,
  type ServerFrame,
  TERMINAL_SUBPROTOCOL,
  TOKEN_SUBPROTOCOL_PREFIX,
} from './terminal-frames.ts';

/** After so many handshakes that fail although the daemon answers, something in between does not let WebSockets through. */
const HANDSHAKES_BEFORE_GIVING_UP = 5;

/** Somebody sits before a terminal that stands still, and the daemon is on the same machine. */
const LONGEST_PAUSE_MS = 1_000;

/** The largest stream number of the protocol. */
const STREAM_NUMBER_MAX = 65_535;

const PING = JSON.stringify({ type: 'ping' });

const TERMINAL_PATH = '/api/v1/terminal';

/** What a stream is told by its link. */
export interface LinkedStream {
  /** The connection stands: open the stream, again or for the first time. */
  onConnected(): void;
  onFrame(frame: ServerFrame): void;
  onBinary(frame: BinaryFrame): void;
  /** The connection is lost and is being made again. */
  onDisconnected(): void;
  /** The connection cannot be made. `isPassing`: the daemon may be back soon. Answers whether the stream wants to go on waiting. */
  onFailed(error: unknown, isPassing: boolean): boolean;
}

/** A stream's hold on the link. */
export interface StreamHandle {
  readonly number: number;
  /** Answers false when there is no connection at the moment; nothing is kept for later. */
  send(frame: ClientFrame): boolean;
  sendInput(bytes: Uint8Array): boolean;
  /** The stream is over; the last one closes the connection. */
  release(): void;
}

/** One WebSocket for all terminals of a client: made for the first, closed after the last, made again when it breaks. */
export interface TerminalLink {
  join(stream: LinkedStream): StreamHandle;
}

/** What may be set about a link. */
export interface TerminalLinkOptions {
  readonly backOff?: BackOff | undefined;
  /** How often a quiet connection is asked whether it is still there, in milliseconds. */
  readonly pulseMs?: number | undefined;
}

/** Makes the link. Nothing is connected yet. */
export function createTerminalLink(caller: ApiCaller, options: TerminalLinkOptions = {}): TerminalLink {
  const { backOff = createBackOff(LONGEST_PAUSE_MS), pulseMs } = options;
  const streams = new Map<number, LinkedStream>();
  /** The connection that is being made, or stands. One that was let go of is nobody's concern any more. */
  let current: WebSocket | null = null;
  let isRetrying = false;
  let failedHandshakes = 0;
  let lastNumber = 0;

  const openSocket = (): WebSocket | null => (current?.readyState === WebSocket.OPEN ? current : null);

  function freeNumber(): number {
    do lastNumber = (lastNumber % STREAM_NUMBER_MAX) + 1;
    while (streams.has(lastNumber));
    return lastNumber;
  }

  function connect(): void {
    const { url, token } = caller.address.current();
    const address = `${url.replace(/^http/, 'ws')}${TERMINAL_PATH}`;
    const opening = new WebSocket(address, [TERMINAL_SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${token}`]);
    let pulse: LinkPulse | null = null;
    current = opening;
    opening.binaryType = 'arraybuffer';
    opening.addEventListener('open', () => {
      if (current !== opening) return;
      failedHandshakes = 0;
      pulse = startPulse({
        everyMs: pulseMs,
        ask: () => opening.send(PING),
        onSilence() {
          lost();
          opening.close();
        },
      });
      for (const stream of streams.values()) stream.onConnected();
    });
    opening.addEventListener('message', ({ data }) => {
      if (current !== opening) return;
      pulse?.heard();
      backOff.reset();
      receive(data);
    });
    // What went wrong is told by `close`, or by asking.
    opening.addEventListener('error', () => {});
    opening.addEventListener('close', lost);

    function lost(): void {
      pulse?.end();
      if (current !== opening) return;
      current = null;
      isRetrying = true;
      const wasOpen = pulse !== null;
      if (wasOpen) for (const stream of streams.values()) stream.onDisconnected();
      void retry(wasOpen);
    }
  }

  function letGo(): void {
    current?.close(1000);
    current = null;
  }

  /** Looks what is wrong, waits, and connects again as long as there are streams that want it. */
  async function retry(wasOpen: boolean): Promise<void> {
    if (!wasOpen) await tellFailure();
    if (streams.size > 0) await backOff.pause(undefined);
    isRetrying = false;
    if (streams.size > 0) connectOrFail();
  }

  /** An address or a token that can stand in no handshake is refused by the platform at once. */
  function connectOrFail(): void {
    try {
      connect();
    } catch (error) {
      for (const stream of streams.values()) stream.onFailed(error, false);
      streams.clear();
    }
  }

  async function tellFailure(): Promise<void> {
    const error = await reasonOfFailure();
    // While the daemon is away every handshake fails, however often: that says nothing about what lies in between.
    failedHandshakes = error === null ? failedHandshakes + 1 : 0;
    const isPassing =
      error === null || (error instanceof AoApiError && (error.code === 'DAEMON_NOT_RUNNING' || error.code === 'DAEMON_STOPPING'));
    if (error === null && failedHandshakes < HANDSHAKES_BEFORE_GIVING_UP) return;
    for (const [number, stream] of streams)
      if (!stream.onFailed(error ?? notLetThrough(), isPassing && error !== null)) streams.delete(number);
  }

  /** A WebSocket does not tell why it was refused: a plain request for the same thing does. Null when it would have been accepted. */
  async function reasonOfFailure(): Promise<unknown> {
    try {
      await caller.open({ method: 'GET', path: TERMINAL_PATH });
      return null;
    } catch (error) {
      return error instanceof AoApiError && error.code === 'UPGRADE_REQUIRED' ? null : error;
    }
  }

  function receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const frame = decodeBinaryFrame(data);
      if (frame !== null) streams.get(frame.stream)?.onBinary(frame);
    } else if (typeof data === 'string') {
      const frame = parseJson(data) as ServerFrame | undefined;
      if (typeof frame?.stream === 'number') streams.get(frame.stream)?.onFrame(frame);
      // Meant for a stream whose number the daemon could not read: whoever waits for an answer has it.
      else if (frame?.type === 'error') for (const stream of streams.values()) stream.onFrame(frame);
    }
  }

  return {
    join(stream) {
      const number = freeNumber();
      streams.set(number, stream);
      // By turn, so that the stream has its handle before it is told anything.
      queueMicrotask(() => {
        if (!streams.has(number)) return;
        if (openSocket() !== null) stream.onConnected();
        else if (current === null && !isRetrying) connectOrFail();
      });
      return {
        number,
        send(frame) {
          const open = openSocket();
          open?.send(JSON.stringify(frame));
          return open !== null;
        },
        sendInput(bytes) {
          const open = openSocket();
          open?.send(encodeInput(number, bytes));
          return open !== null;
        },
        release() {
          streams.delete(number);
          if (streams.size === 0) letGo();
        },
      };
    },
  };
}

function notLetThrough(): AoApiError {
  return new AoApiError({
    code: 'UNEXPECTED_ANSWER',
    kind: 'unavailable',
    status: 0,
    message: 'The daemon answers, but something in between lets no WebSocket through.',
  });
}
