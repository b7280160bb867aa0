/** Ctrl-backslash: rarely used by programs, easy to type, and not taken by tmux or screen. */
const PREFIX = 0x1c;

/** The key after the prefix that leaves. */
const LEAVE = 'd'.charCodeAt(0);

/** What became of typed bytes. */
export interface DetachResult {
  /** Bytes for the program. */
  readonly forward: Uint8Array;
  readonly detached: boolean;
}

/**
 * Watches typed bytes for `Ctrl-\ d`. Every other key after the prefix, and the prefix typed twice, goes to the program as it
 * was typed.
 */
export function createDetachFilter(): (typed: Uint8Array) => DetachResult {
  let afterPrefix = false;
  return (typed) => {
    const forward: number[] = [];
    for (const byte of typed) {
      if (afterPrefix) {
        afterPrefix = false;
        if (byte === LEAVE) return { forward: Uint8Array.from(forward), detached: true };
        forward.push(PREFIX);
        if (byte !== PREFIX) forward.push(byte);
      } else if (byte === PREFIX) {
        afterPrefix = true;
      } else {
        forward.push(byte);
      }
    }
    return { forward: Uint8Array.from(forward), detached: false };
  };
}
