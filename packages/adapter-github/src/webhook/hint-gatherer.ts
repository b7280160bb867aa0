import type { DurationMs } from '@ao/domain';
import type { Clock, RepositoryAddress, ScmHint, Timer } from '@ao/ports';

/** What comes within this time is one hint: a push alone brings a dozen webhooks. */
const GATHER_MS = 500;
/** Hints about one repository are given no closer than this. */
const LEAST_GAP_MS = 2_000;
/** A hint names no more of each kind than this; who pushes more is found by the next look at everything. */
const NAMES_MAX = 200;
const REASONS_MAX = 10;

interface Gathering {
  hint: ScmHint;
  readonly timer: Timer;
}

/** Gathers hints about a repository for a moment, and gives them on as one. */
export function createHintGatherer(options: { readonly clock: Clock; readonly onHint: (hint: ScmHint) => void }) {
  const { clock, onHint } = options;
  const gatherings = new Map<string, Gathering>();
  const givenAt = new Map<string, number>();

  function give(key: string): void {
    const gathering = gatherings.get(key);
    gatherings.delete(key);
    if (gathering === undefined) return;
    for (const [known, at] of givenAt) if (clock.monotonic() - at > LEAST_GAP_MS) givenAt.delete(known);
    givenAt.set(key, clock.monotonic());
    onHint(gathering.hint);
  }

  function delayFor(key: string): DurationMs {
    const last = givenAt.get(key);
    return last === undefined ? GATHER_MS : Math.max(GATHER_MS, last + LEAST_GAP_MS - clock.monotonic());
  }

  return {
    add(hint: ScmHint): void {
      const key = keyOf(hint.repository);
      const known = gatherings.get(key);
      if (known === undefined) gatherings.set(key, { hint, timer: clock.setTimer(delayFor(key), () => give(key)) });
      else known.hint = merged(known.hint, hint);
    },
    close(): void {
      for (const { timer } of gatherings.values()) timer.cancel();
      gatherings.clear();
    },
  };
}

function keyOf({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

function merged(one: ScmHint, other: ScmHint): ScmHint {
  return {
    repository: one.repository,
    numbers: union(one.numbers, other.numbers, NAMES_MAX),
    commits: union(one.commits, other.commits, NAMES_MAX),
    branches: union(one.branches, other.branches, NAMES_MAX),
    mayBeNew: one.mayBeNew || other.mayBeNew,
    reasons: union(one.reasons, other.reasons, REASONS_MAX),
  };
}

function union<Item>(one: readonly Item[], other: readonly Item[], limit: number): readonly Item[] {
  return [...new Set([...one, ...other])].slice(0, limit);
}
