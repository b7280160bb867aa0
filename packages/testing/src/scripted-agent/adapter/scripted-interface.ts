import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { AoError } from '@ao/domain';
import type { AgentContact, AgentDeliveryOutcome, AgentSignal, AgentV1 } from '@ao/ports';

/** Where the program serves its interface. */
export function scriptedInterfacePath(privateDirectory: string): string {
  return join(privateDirectory, 'scripted.sock');
}

type Line = Readonly<Record<string, unknown>>;

/** The abilities the program's own interface gives. */
export const scriptedInterface = {
  async follow(contact: AgentContact, listener: (signal: AgentSignal) => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const socket = await open(contact, signal);
    if (socket === null) return;
    socket.write('{"type":"follow"}\n');
    const ended = Promise.withResolvers<void>();
    const stop = (): void => ended.resolve();
    signal.addEventListener('abort', stop, { once: true });
    socket.on('close', () => ended.reject(unreachable('the connection ended')));
    eachLine(socket, (line) => {
      for (const said of signalsOf(line)) listener(said);
    });
    try {
      await ended.promise;
    } finally {
      signal.removeEventListener('abort', stop);
      socket.destroy();
    }
  },

  async deliver({ messageId, text, ...contact }: Parameters<NonNullable<AgentV1['deliver']>>[0]): Promise<AgentDeliveryOutcome> {
    const asked = await ask(contact, { type: 'deliver', id: messageId, text });
    if (typeof asked !== 'string') {
      const whileBusy = asked['wasBusy'] === true ? ('steered' as const) : undefined;
      return { type: 'accepted', evidence: 'its own interface has taken it', whileBusy };
    }
    return asked === NOT_CONNECTED
      ? { type: 'unavailable', reason: 'its socket does not answer' }
      : { type: 'uncertain', reason: 'the connection ended before it answered' };
  },

  async interrupt(contact: AgentContact): Promise<boolean> {
    return typeof (await ask(contact, { type: 'interrupt' })) !== 'string';
  },
} as const satisfies Pick<AgentV1, 'follow' | 'deliver' | 'interrupt'>;

const NOT_CONNECTED = 'not connected';
const CUT = 'cut';

/** One question and its answer. */
async function ask(contact: AgentContact, request: object): Promise<Line | typeof NOT_CONNECTED | typeof CUT> {
  const socket = await open(contact, null).catch(() => null);
  if (socket === null) return NOT_CONNECTED;
  try {
    return await new Promise((resolve) => {
      eachLine(socket, resolve);
      socket.on('close', () => resolve(CUT));
      socket.write(`${JSON.stringify(request)}\n`);
    });
  } finally {
    socket.destroy();
  }
}

/** Null when it was given up. */
function open({ privateDirectory }: AgentContact, signal: AbortSignal | null): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(scriptedInterfacePath(privateDirectory));
    signal?.addEventListener('abort', () => (socket.destroy(), resolve(null)), { once: true });
    socket.on('connect', () => resolve(socket));
    socket.on('error', (error) => reject(unreachable(error.message)));
  });
}

function eachLine(socket: Socket, listener: (line: Line) => void): void {
  let pending = '';
  socket.on('data', (bytes: Buffer) => {
    pending += bytes.toString('utf8');
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      listener(JSON.parse(pending.slice(0, end)) as Line);
      pending = pending.slice(end + 1);
    }
  });
}

function signalsOf({ type, state, text, at }: Line): readonly AgentSignal[] {
  const base = {
    at: Number(at),
    source: 'api',
    evidence: type === 'prompt' ? 'interface: prompt' : `interface: ${String(state)}`,
  } as const;
  if (type === 'prompt') return [{ ...base, type: 'prompt_submitted', text: String(text) }];
  if (type !== 'state') return [];
  const activity = { ...base, type: 'activity', detail: null, correlationId: null } as const;
  if (state === 'idle') return [{ ...activity, state: 'idle', turnBoundary: true }];
  if (state === 'busy') return [{ ...activity, state: 'active', turnBoundary: true }];
  return [{ ...activity, state: 'blocked', turnBoundary: true }];
}

function unreachable(reason: string): AoError {
  return new AoError('AGENT_INTERFACE_UNREACHABLE', { message: `The scripted agent's interface cannot be reached: ${reason}.` });
}
