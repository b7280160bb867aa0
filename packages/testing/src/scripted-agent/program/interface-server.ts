import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

/** What the interface tells those who follow it. */
export type InterfaceEvent =
  | { readonly type: 'state'; readonly state: 'idle' | 'busy' | 'waiting'; readonly at: number }
  | { readonly type: 'prompt'; readonly text: string; readonly at: number };

/** What the interface can make the program do. */
export interface InterfaceTarget {
  state(): 'idle' | 'busy' | 'waiting';
  /** Takes a prompt; answers whether it was at work. */
  submit(text: string): boolean;
  interrupt(): void;
}

/** The program's own interface: lines of JSON on a Unix socket. */
export interface InterfaceServer {
  tell(event: InterfaceEvent): void;
}

/** Serves the interface until the process ends. */
export function serveInterface(path: string, target: InterfaceTarget): InterfaceServer {
  const followers = new Set<Socket>();
  const taken = new Set<string>();
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    let pending = '';
    socket.on('error', () => followers.delete(socket));
    socket.on('close', () => followers.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      pending += bytes.toString('utf8');
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        answer(socket, pending.slice(0, end));
        pending = pending.slice(end + 1);
      }
    });
  });
  server.on('error', () => undefined);
  server.listen(path);
  server.unref();

  function answer(socket: Socket, line: string): void {
    const request = parse(line);
    switch (request['type']) {
      case 'follow':
        followers.add(socket);
        write(socket, { type: 'state', state: target.state(), at: Date.now() });
        return;
      case 'deliver': {
        const id = String(request['id']);
        // A message that was handed over before is the same message.
        const wasBusy = taken.has(id) ? false : target.submit(String(request['text']));
        taken.add(id);
        write(socket, { type: 'accepted', wasBusy });
        return;
      }
      case 'interrupt':
        target.interrupt();
        write(socket, { type: 'interrupted' });
        return;
      default:
        socket.end();
    }
  }

  return {
    tell(event) {
      for (const follower of followers) write(follower, event);
    },
  };
}

function write(socket: Socket, value: object): void {
  socket.write(`${JSON.stringify(value)}\n`);
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
