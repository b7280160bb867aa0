import type { Timestamp } from '@ao/domain';

/** What a tortured agent really does, whatever anybody believes. */
export type TortureState = 'starting' | 'idle' | 'active' | 'blocked' | 'exited';

/** The truth about a tortured agent: everything that may be checked afterwards. Grows as it goes. */
export interface TortureRecord {
  /** Every prompt it took, in order. */
  readonly submissions: { readonly text: string; readonly at: Timestamp }[];
  /** Everything that was typed while a dialog was open, and how long it had been open. Must stay empty. */
  readonly intoDialogs: { readonly text: string; readonly at: Timestamp; readonly openForMs: number }[];
  /** What it did, from when on. */
  readonly states: { readonly state: TortureState; readonly at: Timestamp }[];
  /** How many things happened: keys, hooks, dialogs, steps, torn pictures. */
  events: number;
}

/** Makes an empty record. */
export function createTortureRecord(): TortureRecord {
  return { submissions: [], intoDialogs: [], states: [], events: 0 };
}
