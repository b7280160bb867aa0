import { BAD_TEMPER, type TortureState, type TortureTemper } from '@ao/conformance';
import type { ActivityState, DurationMs, Timestamp } from '@ao/domain';
import { createTortureWorld, type TortureWorld } from './torture-world.ts';

/** How long activity is watched under which torture. */
export interface ActivityTortureOptions {
  readonly seed: number;
  /** How many torture events there are to be, about. */
  readonly events: number;
  /** Default: a bad one, with people who take their time. */
  readonly temper?: TortureTemper | undefined;
}

/** What was believed, against what was true. */
export interface ActivityTortureReport {
  readonly seed: number;
  readonly events: number;
  /** States that were believed and were not true at the time of their evidence. */
  readonly falseTransitions: readonly string[];
  /** States that lasted and were never believed, nor doubted. */
  readonly missingTransitions: readonly string[];
  /** How often the honest answer was `unknown`. */
  readonly doubts: number;
  /** How long it took until a state that lasted was believed: the middle and the worst. */
  readonly lagMs: { readonly median: DurationMs; readonly worst: DurationMs };
}

interface Belief {
  readonly state: ActivityState;
  /** When it was stored. */
  readonly at: Timestamp;
  readonly evidenceAt: Timestamp;
  readonly source: string;
}

/** A time without a daemon. */
interface Down {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** So often a daemon crashes before the next prompt. */
const DAEMON_CRASHES = 0.03;
const LONGEST_DOWN_MS = 20_000;
/** Evidence may be so much off: a screen counts for some time before it was read. */
const EVIDENCE_TOLERANCE_MS = 2_500;
/** A state that lasts longer has to be believed: sources are looked at often while the agent works, and seldom while it rests. */
const LASTING_MS = 10_000;
const LASTING_AFTER_REST_MS = 20_000;

const SAME: Partial<Record<ActivityState, TortureState>> = {
  active: 'active',
  idle: 'idle',
  blocked: 'blocked',
  waiting_input: 'blocked',
  exited: 'exited',
};
const encoder = new TextEncoder();

/**
 * Lets a tortured agent work, ask, crash and be interrupted, with hooks lost, late and doubled and daemons that crash in mid-turn, and
 * holds every belief against the truth.
 */
export async function watchActivityUnderTorture(options: ActivityTortureOptions): Promise<ActivityTortureReport> {
  const temper = options.temper ?? { ...BAD_TEMPER, longestAnswerMs: 60_000, longestTurnMs: 60_000 };
  const beliefs: Belief[] = [];
  const downs: Down[] = [];
  const world = createTortureWorld({
    seed: options.seed,
    temper,
    onChange({ record }) {
      const { state, evidenceAt, source } = record.activity;
      const last = beliefs.at(-1);
      if (last?.state !== state) beliefs.push({ state, at: world.clock.now(), evidenceAt, source });
    },
  });
  const { clock, random, record } = world;
  try {
    while (record.events < options.events) {
      if (random.chance(DAEMON_CRASHES)) downs.push(await restartDaemon(world));
      world.relaunch();
      if (world.terminal()?.state === 'idle') typeAsPerson(world, `prompt ${record.submissions.length}`);
      await clock.advance(random.integer(0, random.chance(0.7) ? 10_000 : 180_000));
    }
    return judge(world, options.seed, beliefs, downs);
  } finally {
    world.close();
  }
}

async function restartDaemon(world: TortureWorld): Promise<Down> {
  const from = world.clock.now();
  world.daemon().crash();
  await world.clock.advance(world.random.integer(0, LONGEST_DOWN_MS));
  world.boot();
  return { from, to: world.clock.now() };
}

/** For how long a state was true while nobody could know. */
function overlap(one: Down, other: Down): DurationMs {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

function typeAsPerson(world: TortureWorld, text: string): void {
  world.terminal()?.write(encoder.encode(text));
  world.terminal()?.write(encoder.encode('\r'));
}

function judge(world: TortureWorld, seed: number, beliefs: readonly Belief[], downs: readonly Down[]): ActivityTortureReport {
  const { record, clock } = world;
  const spans = record.states.map(({ state, at }, index) => ({ state, from: at, to: record.states[index + 1]?.at ?? clock.now() }));
  const falseTransitions = beliefs.flatMap(({ state, evidenceAt, source, at }) => {
    const truth = SAME[state];
    if (truth === undefined) return [];
    const wasTrue = spans.some(
      (span) => span.state === truth && span.from <= evidenceAt + EVIDENCE_TOLERANCE_MS && span.to >= evidenceAt - EVIDENCE_TOLERANCE_MS,
    );
    return wasTrue ? [] : [`${state} (${source}) with evidence of ${evidenceAt}, believed at ${at}`];
  });
  const lags: number[] = [];
  const missingTransitions: string[] = [];
  for (const { state, from, to } of spans) {
    if (state === 'starting') continue;
    const before = beliefs.findLast((belief) => belief.at < from)?.state ?? 'unknown';
    // Also when the end of the turn before arrives only now.
    const isAtRest = before === 'idle' || beliefs.some(({ state: next, at }) => next === 'idle' && at >= from && at <= from + LASTING_MS);
    const usual = isAtRest ? LASTING_AFTER_REST_MS : LASTING_MS;
    const lasting = usual + downs.reduce((sum, down) => sum + overlap(down, { from, to }), 0);
    const held = SAME[before] === state ? from : beliefs.find(({ state: next, at }) => at >= from && at <= to && SAME[next] === state)?.at;
    const isDoubted =
      before === 'unknown' || beliefs.some(({ state: next, at }) => next === 'unknown' && at >= from && at <= from + lasting);
    if (held !== undefined && held - from <= lasting) lags.push(held - from);
    else if (to - from > lasting && !isDoubted) missingTransitions.push(`${state} from ${from} to ${to}, believed ${before}`);
  }
  lags.sort((one, other) => one - other);
  return {
    seed,
    events: record.events,
    falseTransitions,
    missingTransitions,
    doubts: beliefs.filter(({ state }) => state === 'unknown').length,
    lagMs: { median: lags[Math.floor(lags.length / 2)] ?? 0, worst: lags.at(-1) ?? 0 },
  };
}
