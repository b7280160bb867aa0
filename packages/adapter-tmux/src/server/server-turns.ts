/**
 * Keeps two kinds of work on one server apart: letting a client in, and what the server tells all clients in control mode. tmux up to 3.6
 * crashes when it tells something to a client that has said it is in control mode, but has not said all yet.
 */
export interface ServerTurns {
  /** Runs what brings a client in control mode, once nothing is told any more. Several may come at the same time. */
  admit<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs what the server tells to all, a session or a client that comes or goes, once nobody is just coming. */
  announce<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Phase {
  readonly kind: 'admit' | 'announce';
  readonly begun: Promise<void>;
  readonly over: PromiseWithResolvers<void>;
  /** How many wait for it to begin, or run. */
  members: number;
}

/** Makes the turns of one server. In the order of asking: neither kind can keep the other one out for ever. */
export function createServerTurns(): ServerTurns {
  let last: Phase | null = null;

  function join(kind: Phase['kind']): Phase {
    if (last !== null && last.kind === kind && last.members > 0) return last;
    const begun = last === null || last.members === 0 ? Promise.resolve() : last.over.promise;
    last = { kind, begun, over: Promise.withResolvers<void>(), members: 0 };
    return last;
  }

  async function take<Result>(kind: Phase['kind'], work: () => Promise<Result>): Promise<Result> {
    const phase = join(kind);
    phase.members += 1;
    try {
      await phase.begun;
      return await work();
    } finally {
      phase.members -= 1;
      if (phase.members === 0) phase.over.resolve();
    }
  }

  return { admit: (work) => take('admit', work), announce: (work) => take('announce', work) };
}
