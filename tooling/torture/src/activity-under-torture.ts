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

/** Lets a tortured agent work, ask, and be interrupted, with hooks lost, late and doubled, and holds every belief against the truth. */
export async function watchActivityUnderTorture(options: ActivityTortureOptions): Promise<ActivityTortureReport> {
  const temper = options.temper ?? { ...BAD_TEMPER, longestAnswerMs: 60_000, longestTurnMs: 60_000 };
  const beliefs: Belief[] = [];
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
      world.relaunch();
      if (world.terminal()?.state === 'idle') typeAsPerson(world, `prompt ${record.submissions.length}`);
      await clock.advance(random.integer(0, random.chance(0.7) ? 10_000 : 180_000));
    }
    return judge(world, options.seed, beliefs);
  } finally {
    world.close();
  }
}

function typeAsPerson(world: TortureWorld, text: string): void {
  world.terminal()?.write(encoder.encode(text));
  world.terminal()?.write(encoder.encode('\r'));
}

function judge(world: TortureWorld, seed: number, beliefs: readonly Belief[]): ActivityTortureReport {
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
    const lasting = before === 'idle' ? LASTING_AFTER_REST_MS : LASTING_MS;
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
