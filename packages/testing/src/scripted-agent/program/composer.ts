/** Pastes larger than either are shown as a marker, as terminal agents do. */
const COLLAPSE_ABOVE_CHARACTERS = 800;
const COLLAPSE_FROM_LINES = 4;

type Part = { readonly text: string; readonly marker: string | null };

/** The line (or lines) where a message is written. */
export interface Composer {
  insert(text: string): void;
  paste(text: string): void;
  backspace(): void;
  clear(): void;
  /** What is shown: long pastes as markers. */
  shown(): string;
  /** What is sent: everything in full. */
  value(): string;
}

/** Makes an empty composer. */
export function createComposer(): Composer {
  let parts: Part[] = [];
  let pastes = 0;

  function add(part: Part): void {
    const last = parts.at(-1);
    if (part.marker === null && last?.marker === null) parts[parts.length - 1] = { text: last.text + part.text, marker: null };
    else parts.push(part);
  }

  return {
    insert: (text) => add({ text, marker: null }),
    paste(text) {
      const lines = text.split('\n').length;
      if (text.length <= COLLAPSE_ABOVE_CHARACTERS && lines < COLLAPSE_FROM_LINES) {
        add({ text, marker: null });
        return;
      }
      pastes += 1;
      add({ text, marker: `[Pasted text #${pastes} +${lines - 1} lines]` });
    },
    backspace() {
      const last = parts.pop();
      if (last === undefined || last.marker !== null) return;
      const text = last.text.replace(/.$/su, '');
      if (text !== '') parts.push({ text, marker: null });
    },
    clear() {
      parts = [];
    },
    shown: () => parts.map((part) => part.marker ?? part.text).join(''),
    value: () => parts.map((part) => part.text).join(''),
  };
}
