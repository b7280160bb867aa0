/** One thing typed. */
export type Key =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'enter' | 'newline' | 'escape' | 'backspace' | 'clear' | 'interrupt' | 'end' | 'up' | 'down' };

/** Turns the bytes of a terminal in raw mode into keys. */
export interface KeyDecoder {
  feed(bytes: Uint8Array): void;
  /** Drops what is incomplete and every timer. */
  close(): void;
}

/** An escape byte with nothing behind it for this long is the key; shorter, and it begins a sequence. */
const ESCAPE_ALONE_MS = 25;

const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';
const SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|[^[O])/;
const CONTROLS: Readonly<Record<string, Key['type']>> = {
  '\r': 'enter',
  '\n': 'newline',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0015': 'clear',
  '\u0003': 'interrupt',
  '\u0004': 'end',
};
const SEQUENCES: Readonly<Record<string, Key['type']>> = {
  '\u001b[A': 'up',
  '\u001b[B': 'down',
  '\u001bOA': 'up',
  '\u001bOB': 'down',
};

/** Makes a decoder that hands every key to the listener, in order. */
export function createKeyDecoder(listener: (key: Key) => void): KeyDecoder {
  const utf8 = new TextDecoder('utf-8');
  let pending = '';
  let escapeTimer: NodeJS.Timeout | null = null;

  function tell(type: Key['type'] | undefined): void {
    if (type !== undefined && type !== 'text' && type !== 'paste') listener({ type });
  }

  /** Takes one key from the front of what is pending; false when more bytes are needed. */
  function step(): boolean {
    const first = pending[0];
    if (first === undefined) return false;
    if (first === '\u001b') return escapeSequence();
    const control = CONTROLS[first];
    if (control !== undefined || first < ' ') {
      tell(control);
      pending = pending.slice(1);
      return true;
    }
    const end = pending.search(/[\u0000-\u001f\u007f]/);
    const text = end === -1 ? pending : pending.slice(0, end);
    listener({ type: 'text', text });
    pending = pending.slice(text.length);
    return true;
  }

  function escapeSequence(): boolean {
    if (pending.startsWith(PASTE_BEGIN)) {
      const end = pending.indexOf(PASTE_END);
      if (end === -1) return false;
      listener({ type: 'paste', text: pending.slice(PASTE_BEGIN.length, end).replaceAll(/\r\n?/g, '\n') });
      pending = pending.slice(end + PASTE_END.length);
      return true;
    }
    const sequence = SEQUENCE.exec(pending)?.[0];
    if (sequence === undefined) return false;
    tell(SEQUENCES[sequence]);
    pending = pending.slice(sequence.length);
    return true;
  }

  function stopTimer(): void {
    if (escapeTimer !== null) clearTimeout(escapeTimer);
    escapeTimer = null;
  }

  return {
    feed(bytes) {
      stopTimer();
      pending += utf8.decode(bytes, { stream: true });
      while (step());
      if (pending !== '\u001b') return;
      escapeTimer = setTimeout(() => {
        pending = '';
        listener({ type: 'escape' });
      }, ESCAPE_ALONE_MS);
    },
    close() {
      stopTimer();
      pending = '';
    },
  };
}
