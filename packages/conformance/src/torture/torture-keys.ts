/** One thing typed. */
export type TortureKey =
  | { readonly type: 'text' | 'paste'; readonly text: string }
  | { readonly type: 'enter' | 'newline' | 'escape' | 'clear' };

const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';
const CONTROLS: Readonly<Record<string, 'enter' | 'newline' | 'escape' | 'clear'>> = {
  '\r': 'enter',
  '\n': 'newline',
  '\u001b': 'escape',
  '\u0015': 'clear',
};

/** Turns bytes into keys; what is incomplete waits for more. An escape byte at the end of a write is the key. */
export function createTortureKeys(): (bytes: Uint8Array) => readonly TortureKey[] {
  const decoder = new TextDecoder('utf-8');
  let pending = '';

  return (bytes) => {
    pending += decoder.decode(bytes, { stream: true });
    const keys: TortureKey[] = [];
    while (pending !== '') {
      if (pending.startsWith(PASTE_BEGIN)) {
        const end = pending.indexOf(PASTE_END);
        if (end < 0) break;
        keys.push({ type: 'paste', text: pending.slice(PASTE_BEGIN.length, end) });
        pending = pending.slice(end + PASTE_END.length);
        continue;
      }
      // A paste whose marker is cut in two is a paste all the same.
      if (pending.length > 1 && PASTE_BEGIN.startsWith(pending)) break;
      const control = CONTROLS[pending[0] ?? ''];
      if (control !== undefined) {
        keys.push({ type: control });
        pending = pending.slice(1);
        continue;
      }
      const end = pending.search(/[\r\n\u001b\u0015]/);
      const text = end < 0 ? pending : pending.slice(0, end);
      keys.push({ type: 'text', text });
      pending = pending.slice(text.length);
    }
    return keys;
  };
}
