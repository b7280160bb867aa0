/** The longest piece of a mode switch that can be cut off at the end of a chunk. */
const TAIL_LENGTH = 24;

const MODE_SWITCH = /\u001b\[\?([\d;]+)([hl])/g;
const ALTERNATE_MODES = new Set(['47', '1047', '1049']);

/** Watches output for programs that switch to the alternate screen and back. */
export interface AlternateScreenWatch {
  see(bytes: Uint8Array): void;
  isOn(): boolean;
}

/**
 * Remembers whether the alternate screen is on. Leaving one that is off moves the cursor in some terminals, so it has to be known.
 */
export function watchAlternateScreen(): AlternateScreenWatch {
  let isOn = false;
  let tail = '';
  return {
    see(bytes) {
      const text = tail + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      for (const [, modes = '', end] of text.matchAll(MODE_SWITCH)) {
        if (modes.split(';').some((mode) => ALTERNATE_MODES.has(mode))) isOn = end === 'h';
      }
      tail = text.slice(-TAIL_LENGTH);
    },
    isOn: () => isOn,
  };
}
