import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { runCommand } from '@ao/adapter-kit';

/** The two sides of an input. */
export interface LastingInput {
  /** What is written to the client. */
  readonly writer: Writable;
  /** The file descriptor the client is started with. It holds the other side open as well: it never sees an end. */
  readonly descriptor: number;
  /** Lets go of the descriptor, once the client has it. */
  release(): void;
}

const MAKE_TIMEOUT_MS = 2_000;

/**
 * Makes an input that does not end with this process. When the input of a client in control mode ends while output is on its way to it, tmux
 * up to 3.6 loses count and ends the whole server: so would a daemon that is killed while somebody looks at a busy terminal.
 *
 * @param path - where it is made, for a moment. One at a time
 * @returns null where the system has no named pipes to offer
 */
export async function openLastingInput(path: string): Promise<LastingInput | null> {
  await rm(path, { force: true });
  const made = await runCommand({
    argv: ['mkfifo', '-m', '600', path],
    env: { PATH: '/usr/bin:/bin' },
    cwd: '/',
    timeoutMs: MAKE_TIMEOUT_MS,
  });
  if (made.exitCode !== 0) return null;
  try {
    const writing = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const descriptor = openSync(path, constants.O_RDWR);
    const writer = new Socket({ fd: writing, readable: false, writable: true });
    return { writer, descriptor, release: () => closeSync(descriptor) };
  } finally {
    await rm(path, { force: true });
  }
}
