import { setTimeout as pause } from 'node:timers/promises';
import type { BareTerminal } from './bare-terminal.ts';

/** Presses keys, and takes the time until they are echoed, in milliseconds. */
export interface Typist {
  press(): Promise<number>;
  /** Echoes that were not what was pressed. */
  wrong(): number;
}

/** What a typist must know of the terminal. */
export interface TypistOptions {
  /** The terminal is drawn by a multiplexer: what comes is a picture that holds the key, not the key alone. */
  readonly isRedrawn?: boolean | undefined;
}

const ECHO_WITHIN_MS = 20_000;

/** Between two keys, so that each finds everything asleep, as a person's keys do. */
export const BETWEEN_KEYS_MS = 2;

const FIRST_LETTER = 97;
const LETTERS = 26;
/** Where old keys are drawn again with the new one, each must be another one; there are 20,000 of these. */
const FIRST_UNIQUE_KEY = 0x4e00;

/** Presses keys, one after the other, and checks what comes back. */
export function createTypist(terminal: BareTerminal, options: TypistOptions = {}): Typist {
  const isRedrawn = options.isRedrawn === true;
  let presses = 0;
  let key = '';
  let wrong = 0;
  let echoed: ((text: string) => void) | null = null;
  terminal.onData((bytes) => {
    const text = Buffer.from(bytes).toString();
    // A picture that is drawn anew may come in pieces, and without anything new.
    if (isRedrawn && !text.includes(key)) return;
    if (echoed === null) wrong += 1;
    echoed?.(text);
  });
  return {
    async press() {
      await pause(BETWEEN_KEYS_MS);
      key = String.fromCodePoint(isRedrawn ? FIRST_UNIQUE_KEY + presses : FIRST_LETTER + (presses % LETTERS));
      presses += 1;
      const startedAt = performance.now();
      const text = await new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`A key was not echoed within ${ECHO_WITHIN_MS / 1000} s.`)), ECHO_WITHIN_MS);
        echoed = (received) => {
          clearTimeout(timer);
          resolve(received);
        };
        terminal.write(key);
      });
      const took = performance.now() - startedAt;
      echoed = null;
      if (isRedrawn ? !text.includes(key) : text !== key) wrong += 1;
      return took;
    },
    wrong: () => wrong,
  };
}
