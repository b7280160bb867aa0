import type { Stores } from '@ao/ports';

/** Open stores on one SQLite file. Whoever opened them closes them. */
export interface StoresHandle extends Stores, Disposable {
  /** Absolute path of the database file. */
  readonly path: string;
  /**
   * Copies the database as it is at this moment to a new file (mode 0600), while writers go on. The file has its name only once
   * the copy is complete.
   */
  backup(path: string): Promise<void>;
  /** Moves what was written into the database file itself and empties the write-ahead log, as far as readers allow. */
  checkpoint(): void;
  /** Ends everything: listeners are never called again, later calls throw `DAEMON_STOPPING`. Closing twice is harmless. */
  close(): void;
}
