import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';
import { unavailable } from '../runtime-errors.ts';
import { type ControlEvent, createControlParser } from './control-parser.ts';
import type { LastingPipes } from './lasting-pipes.ts';

/** The answer to one command. */
export interface CommandReply {
  readonly failed: boolean;
  readonly lines: readonly Buffer[];
}

/** Commands that are run one after the other, with nothing of the server in between when they stand on one line. */
export interface ControlRequest {
  /** Lines of tmux commands. What fails ends its line. */
  readonly lines: readonly string[];
  /** A format that is told at the very end, expanded for the pane. */
  readonly closing?: { readonly paneId: string; readonly format: string } | undefined;
  /** How many lines the next answer has, from the answers before it; null where that is not known. */
  readonly expectedLines?: ((replies: readonly CommandReply[]) => number | null) | undefined;
}

/** What a request gave. */
export interface ControlAnswer {
  readonly replies: readonly CommandReply[];
  /** What the closing format was expanded to; empty when a command of the last line had failed. */
  readonly closing: string;
}

/** One client of the server in control mode, over plain pipes. */
export interface ControlConnection {
  /** Rejects with `RUNTIME_UNAVAILABLE` when the connection is lost, or nothing is answered in time. */
  request(request: ControlRequest, timeoutMs?: DurationMs): Promise<ControlAnswer>;
  /** Calls back in the middle of reading: what comes after the answer has not been seen yet. Null when the connection is lost. */
  send(request: ControlRequest, onAnswer: (answer: ControlAnswer | null) => void): void;
  /** Ends the client. Resolves when it is gone: until then the server counts it. */
  close(): Promise<void>;
}

/** How a client is started. */
export interface ControlConnectionOptions {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly onEvent: (event: Exclude<ControlEvent, { type: 'reply' }>) => void;
  /** What the client is told and answers on; they are the connection's from here on. Default: pipes that end with this process. */
  readonly pipes?: LastingPipes | null | undefined;
  /** Called once when the client has ended, with what it said, in whichever way. */
  readonly onClosed: (reason: string) => void;
}

interface Pending {
  readonly request: ControlRequest;
  readonly marker: string;
  readonly replies: CommandReply[];
  readonly onAnswer: (answer: ControlAnswer | null) => void;
}

/** Commands take well below a millisecond. A server that does not answer within this hangs, or the machine does. */
const ANSWER_TIMEOUT_MS = 5_000;
/** Any folder may be deleted; a server keeps the one it was started in for ever. */
const STABLE_FOLDER = '/';
const ERROR_TEXT_LIMIT = 2_000;

/** Starts a client in control mode. */
export function openControlConnection(options: ControlConnectionOptions): ControlConnection {
  const [program = '', ...args] = options.argv;
  const token = `ao-${randomBytes(8).toString('hex')}-`;
  const pending: Pending[] = [];
  let count = 0;
  let closed = false;
  const gone = Promise.withResolvers<void>();
  let errorText = '';
  // A terminal session of its own: the keys of whoever started the daemon do not reach it.
  const client = spawn(program, args, {
    cwd: STABLE_FOLDER,
    env: options.env,
    detached: true,
    stdio: [options.pipes?.input ?? 'pipe', options.pipes?.output ?? 'pipe', 'pipe'],
  });
  const input = options.pipes?.writer ?? client.stdin;
  const output = options.pipes?.reader ?? client.stdout;
  const allRead = new Promise((resolve) => output?.once('close', resolve));
  options.pipes?.release();

  const parse = createControlParser({
    expectedLines() {
      const [first] = pending;
      return first?.request.expectedLines?.(first.replies) ?? null;
    },
    onEvent(event) {
      if (event.type !== 'reply') options.onEvent(event);
      else if (event.own) takeReply(event);
    },
  });

  function takeReply({ failed, lines }: CommandReply): void {
    const first = pending[0];
    if (first === undefined) return;
    const text = lines.length === 1 && !failed ? (lines[0]?.toString() ?? '') : '';
    if (!text.startsWith(token)) {
      first.replies.push({ failed, lines });
      return;
    }
    // The closing marker of a request whose line has failed never comes; the one behind it always does.
    if (text === first.marker) settle('');
    else if (text.startsWith(`${first.marker} `)) settle(text.slice(first.marker.length + 1));
  }

  function settle(closing: string): void {
    const done = pending.shift();
    done?.onAnswer({ replies: done.replies, closing });
  }

  function end(reason: string): void {
    if (closed) return;
    closed = true;
    for (const { onAnswer } of pending.splice(0)) onAnswer(null);
    options.onClosed(reason);
  }

  output?.on('data', parse);
  client.stderr?.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-ERROR_TEXT_LIMIT);
  });
  for (const stream of [input, output]) {
    stream?.on('error', () => {
      // It has ended; `close` follows.
    });
  }
  client.on('error', (error) => {
    input?.destroy();
    output?.destroy();
    gone.resolve();
    end(error.message);
  });
  client.on('exit', () => input?.destroy());
  client.on('close', (code, signal) => {
    void allRead.then(() => {
      gone.resolve();
      end(errorText.trim() || `its client ended (${signal ?? code})`);
    });
  });

  function send(request: ControlRequest, onAnswer: (answer: ControlAnswer | null) => void): void {
    if (closed) {
      onAnswer(null);
      return;
    }
    count += 1;
    const marker = `${token}${count}`;
    pending.push({ request, marker, replies: [], onAnswer });
    const target = (request.closing?.paneId ?? '') === '' ? '' : ` -t ${request.closing?.paneId ?? ''}`;
    const closing = `display-message -p${target} "${marker} ${request.closing?.format ?? ''}"`;
    const before = request.lines.length === 0 ? '' : `${request.lines.join('\n')} ; `;
    input?.write(`${before}${closing}\ndisplay-message -p "${marker}"\n`, 'latin1');
  }

  return {
    send,
    request: (request, timeoutMs = ANSWER_TIMEOUT_MS) =>
      new Promise((resolve, reject) => {
        const timer = options.clock.setTimer(timeoutMs, () =>
          reject(unavailable(`its server did not answer within ${timeoutMs / 1000} s`)),
        );
        send(request, (answer) => {
          timer.cancel();
          if (answer === null)
            reject(unavailable(`the connection to its server was lost${errorText === '' ? '' : ` (${errorText.trim()})`}`));
          else resolve(answer);
        });
      }),
    async close() {
      if (closed) return gone.promise;
      end('closed');
      output?.removeAllListeners('data').resume();
      // The end of its input, or its own goodbye, has tmux up to 3.6 lose count of the output that is still on its way, and end the whole
      // server. One that is simply gone is forgotten at once. Its input stays open until then.
      client.kill('SIGKILL');
      return gone.promise;
    },
  };
}
