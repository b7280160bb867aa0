import type { TortureKey } from './torture-keys.ts';

const COLLAPSES_FROM_LINES = 4;
const COLLAPSES_FROM_CHARACTERS = 800;

/** The composer of a tortured agent: long pastes collapse into a marker, and come out whole again. */
export interface TortureComposer {
  readonly isEmpty: boolean;
  /** What is shown. */
  shown(): string;
  type(key: Extract<TortureKey, { text: string }>): void;
  /** Empties it and answers what was in it. */
  take(): string;
}

/** Makes an empty composer. */
export function createTortureComposer(): TortureComposer {
  let parts: { readonly text: string; readonly shown: string }[] = [];
  let pastes = 0;

  return {
    get isEmpty() {
      return parts.length === 0;
    },
    shown: () => parts.map(({ shown }) => shown).join(''),
    type({ type, text }) {
      const lines = text.split('\n').length;
      const collapses = type === 'paste' && (lines >= COLLAPSES_FROM_LINES || text.length > COLLAPSES_FROM_CHARACTERS);
      if (collapses) pastes += 1;
      parts.push({ text, shown: collapses ? `[Pasted text #${pastes} +${lines} lines]` : text });
    },
    take() {
      const text = parts.map((part) => part.text).join('');
      parts = [];
      return text;
    },
  };
}
