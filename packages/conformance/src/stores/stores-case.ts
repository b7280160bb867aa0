import type { Stores } from '@ao/ports';
import type { SettableClock } from './settable-clock.ts';

/** What a case gets: empty stores and the clock they use. */
export interface StoresContext {
  readonly stores: Stores;
  readonly clock: SettableClock;
}

/** One property of the stores, in plain words, and how it is checked. */
export interface StoresCase {
  readonly name: string;
  readonly run: (context: StoresContext) => void | Promise<void>;
}
