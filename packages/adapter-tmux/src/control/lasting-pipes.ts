import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { runCommand } from '@ao/adapter-kit';

/** Both pipes of a program that holds the other end of each open itself: they last when this process is gone. */
export interface LastingPipes {
  /** What is written to the program. */
  readonly writer: Writable;
  /** What the program prints; ends with the program. */
  readonly reader: Readable;
  /** The file descriptors the program is started with. */
  readonly input: number;
  readonly output: number;
  /** Lets go of the descriptors, once the program has them. */
  release(): void;
}

const MAKE_TIMEOUT_MS = 2_000;

/** The pipes that are just being made: two pairs at one path would be mixed up. */
let making: Promise<unknown> = Promise.resolve();

/**
 * Makes pipes for a client in control mode which do not end with this process, however it ends. Of ordinary ones tmux makes trouble:
 *
 * - when the input ends while output is on its way to the client, tmux up to 3.6 loses count and ends the whole server
 * - when the output breaks before the client looks at a session, tmux 3.3a never lets go of it and never lists it: nobody could end it
 *
 * @param path - where they are made, for a moment, as `<path>-input` and `<path>-output`; the folder must be there
 * @returns null where the system has no named pipes to offer
 */
export function openLastingPipes(path: string): Promise<LastingPipes | null> {
  const made = making.then(() => makePipes(`${path}-input`, `${path}-output`)).catch(() => null);
  making = made;
  return made;
}

async function makePipes(inputPath: string, outputPath: string): Promise<LastingPipes | null> {
  // What a killed process has left is in the way.
  await remove(inputPath, outputPath);
  const { exitCode } = await runCommand({
    argv: ['mkfifo', '-m', '600', inputPath, outputPath],
    env: { PATH: '/usr/bin:/bin' },
    cwd: '/',
    timeoutMs: MAKE_TIMEOUT_MS,
  });
  try {
    return exitCode === 0 ? openPipes(inputPath, outputPath) : null;
  } finally {
    await remove(inputPath, outputPath);
  }
}

async function remove(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

function openPipes(inputPath: string, outputPath: string): LastingPipes {
  const opened: number[] = [];
  const open = (path: string, flags: number): number => {
    const descriptor = openSync(path, flags);
    opened.push(descriptor);
    return descriptor;
  };
  try {
    // The ends of the program come first: a reader without a writer would see an end at once.
    const [input, output] = [open(inputPath, constants.O_RDWR), open(outputPath, constants.O_RDWR)];
    const writing = open(inputPath, constants.O_RDWR | constants.O_NONBLOCK);
    const reading = open(outputPath, constants.O_RDONLY | constants.O_NONBLOCK);
    return {
      writer: new Socket({ fd: writing, readable: false, writable: true }),
      reader: new Socket({ fd: reading, readable: true, writable: false }),
      input,
      output,
      release() {
        closeSync(input);
        closeSync(output);
      },
    };
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
    throw error;
  }
}
