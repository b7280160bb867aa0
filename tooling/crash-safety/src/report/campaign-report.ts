import type { Trial } from '../campaign/campaign.ts';

/** Collects what a campaign tries. */
export interface CampaignReport {
  add(trial: Trial): void;
  broken(): readonly Trial[];
  /** What broke, each with the command that replays it. */
  failures(runtime: string): readonly string[];
  /** One line per command and kind, and one for all. */
  table(points: ReadonlyMap<string, number>): readonly string[];
}

const SLOW_MS = 3_000;

/** Makes an empty report. */
export function createCampaignReport(): CampaignReport {
  const trials: Trial[] = [];
  const broken = () => trials.filter(({ outcome }) => outcome.broken.length > 0);
  return {
    add: (trial) => void trials.push(trial),
    broken,
    failures: (runtime) => broken().map((trial) => failureText(trial, runtime)),
    table(points) {
      const groups = Map.groupBy(trials, ({ command, kind }) => `${command}\t${kind}`);
      const rows = [...groups].map(([key, group]) => [...key.split('\t'), ...figures(group)]);
      const total = ['all', '', ...figures(trials)];
      const counted = [...points].map(([command, count]) => `${command} ${count}`).join(', ');
      return [
        `Points: ${counted}.`,
        '',
        ...slowest(trials),
        '',
        ...aligned([['command', 'kind', 'faults', 'not reached', 'broken', 'median ms', 'longest ms'], ...rows, total]),
      ];
    },
  };
}

/** What broke, and how to see it again. */
export function failureText({ command, kind, where, outcome, logs }: Trial, runtime: string): string {
  const again = kind === 'random' ? `${where} --rounds 1` : `--point "${where}"`;
  return [
    `BROKEN by ${kind} of ${command}, ${where}:`,
    ...outcome.broken.slice(0, 12).map((line) => `  - ${line}`),
    `  replay: npm run faults -- --only ${command}:${kind} ${again}${runtime === 'pty-host' ? '' : ` --runtime ${runtime}`}`,
    ...(logs === null ? [] : [`  logs: ${logs}`]),
  ].join('\n');
}

/** What took longest to be well again: not broken, yet worth a look. */
function slowest(trials: readonly Trial[]): readonly string[] {
  const slow = trials.filter(({ outcome }) => outcome.settledAfterMs > SLOW_MS);
  slow.sort((one, other) => other.outcome.settledAfterMs - one.outcome.settledAfterMs);
  const lines = slow
    .slice(0, 12)
    .map(({ command, kind, where, outcome }) => `  ${Math.round(outcome.settledAfterMs)} ms  ${kind} of ${command}, ${where}`);
  return [`Took longer than ${SLOW_MS / 1000} s to be well again: ${slow.length}.`, ...lines];
}

function figures(group: readonly Trial[]): readonly string[] {
  const times = group.map(({ outcome }) => outcome.settledAfterMs).sort((one, other) => one - other);
  const missed = group.filter(({ outcome }) => !outcome.struck).length;
  const bad = group.filter(({ outcome }) => outcome.broken.length > 0).length;
  const median = times[Math.floor(times.length / 2)] ?? 0;
  return [group.length - missed, missed, bad, Math.round(median), Math.round(times.at(-1) ?? 0)].map(String);
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  );
}
