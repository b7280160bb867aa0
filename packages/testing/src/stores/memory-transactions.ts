import { AoError } from '@ao/domain';

/** Undoes single writes in memory, so that a failed transaction leaves nothing behind. */
export interface MemoryTransactions {
  /** Runs the work; when it throws, everything it wrote is undone. May be nested. */
  run<Result>(work: () => Result): Result;
  /** Registers how a write that was just made is undone. */
  onRollback(undo: () => void): void;
}

/** Makes the transactions of one set of stores. `afterCommit` is called after each outermost transaction that wrote something. */
export function createMemoryTransactions(afterCommit: () => void): MemoryTransactions {
  const undoing: (() => void)[] = [];
  let depth = 0;

  const rollBackTo = (length: number) => {
    while (undoing.length > length) undoing.pop()?.();
  };

  return {
    run(work) {
      const start = undoing.length;
      depth += 1;
      try {
        const result = work();
        if (result instanceof Promise) throw new AoError('INTERNAL', { message: 'The work of a transaction must be synchronous.' });
        if (depth === 1 && undoing.length > 0) {
          undoing.length = 0;
          afterCommit();
        }
        return result;
      } catch (thrown) {
        rollBackTo(start);
        throw thrown;
      } finally {
        depth -= 1;
      }
    },
    onRollback(undo) {
      undoing.push(undo);
    },
  };
}

/** Rows by key whose writes take part in transactions. Keeps the order of first insertion. */
export interface MemoryTable<Key, Row> {
  get(key: Key): Row | undefined;
  set(key: Key, row: Row): void;
  delete(key: Key): void;
  rows(): Row[];
}

/** Makes an empty table. */
export function createMemoryTable<Key, Row>(transactions: MemoryTransactions): MemoryTable<Key, Row> {
  let rows = new Map<Key, Row>();
  return {
    get: (key) => rows.get(key),
    set(key, row) {
      const had = rows.has(key);
      const before = rows.get(key);
      rows.set(key, row);
      transactions.onRollback(() => {
        if (had) rows.set(key, before as Row);
        else rows.delete(key);
      });
    },
    delete(key) {
      if (!rows.has(key)) return;
      const before = new Map(rows);
      rows.delete(key);
      transactions.onRollback(() => {
        rows = before;
      });
    },
    rows: () => [...rows.values()],
  };
}
