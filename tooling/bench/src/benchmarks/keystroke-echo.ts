import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { interleave } from '../figures/interleave.ts';
import { median, quantile } from '../figures/quantile.ts';
import type { ViewerLine } from '../programs/terminal-viewer-main.ts';
import { writeTerminalRecording } from '../repositories/terminal-recording.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import { startBareTerminal } from './bare-terminal.ts';
import { attachTerminal, untilReady } from './session-terminal.ts';
import { BETWEEN_KEYS_MS, createTypist } from './typist.ts';
import { ECHO_COMMAND, floodCommand } from './terminal-programs.ts';

const SIZES = {
  full: { fleets: [1, 10, 50], keys: 800, recordingBytes: 32_000_000 },
  smoke: { fleets: [1, 3], keys: 20, recordingBytes: 1_000_000 },
} as const;

/** From a key press to its echo, in a client of the WebSocket. */
export const keystrokeEcho: Benchmark = { name: 'keystroke-echo', title: 'Key press to echo through the WebSocket', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { fleets, keys, recordingBytes } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  const starter = await createSessionStarter(workshop, home);
  const typedIn = await starter.start(ECHO_COMMAND);
  const terminal = await attachTerminal(workshop, home, typedIn.id);
  const bare = startBareTerminal(workshop, ECHO_COMMAND);
  await untilReady(bare);

  const ao = createTypist(terminal);
  const yardstick = createTypist(bare);
  const rows: Row[] = [];
  const invariants: Invariant[] = [];

  async function measure(name: string, isFlooded: boolean): Promise<void> {
    await interleave(20, { bare: yardstick.press, ao: ao.press });
    const samples = await interleave(keys, { bare: yardstick.press, ao: ao.press }, (round) => {
      if (round % 100 === 0) progress(`${name}: key ${round + 1} of ${keys}`);
    });
    rows.push(...rowsOf(name, samples, isFlooded));
  }

  let sessions = 1;
  for (const fleet of fleets) {
    progress(`starting sessions up to ${fleet}`);
    await starter.startMany(fleet - sessions);
    sessions = fleet;
    await measure(`${fleet === 1 ? '1 session' : `${fleet} sessions`}, idle`, false);
  }

  const recording = writeTerminalRecording(workshop, recordingBytes);
  const flooding = await starter.start(floodCommand(recording.path));
  const viewer = workshop.program<ViewerLine>('terminal-viewer-main', [home.path, flooding.id]);
  await viewer.next((line) => line.type === 'ready');
  await measure(`${sessions} sessions, beside one that floods`, true);
  const seen = viewer.next((line) => line.type === 'seen');
  void viewer.finish();
  const flood = await seen;
  if (flood.type !== 'seen') throw new Error('The viewer did not say what it has seen.');

  const wrong = ao.wrong() + yardstick.wrong();
  invariants.push(
    {
      what: 'every key is echoed once, and in order',
      holds: wrong === 0 && terminal.gaps() === 0,
      seen: `${wrong} wrong, ${terminal.gaps()} gaps`,
    },
    {
      what: 'the viewer of the flood missed nothing unsaid',
      holds: flood.gaps === 0,
      seen: `${flood.gaps} gaps, ${flood.snapshots} snapshots`,
    },
  );
  return {
    rows,
    invariants,
    notes: [
      `${keys} keys each, ${BETWEEN_KEYS_MS} ms apart, by turns into \`cat\` in raw mode through ao and in a terminal of the measuring process (node-pty).`,
      `While flooding, a viewer in a process of its own took ${(flood.bytes / 1e6 / flood.seconds).toFixed(0)} MB/s from the other session.`,
    ],
  };
}

function rowsOf(
  name: string,
  { ao, bare }: { readonly ao: readonly number[]; readonly bare: readonly number[] },
  isFlooded: boolean,
): readonly Row[] {
  const yardstick = (value: number) => ({ what: 'node-pty in process', value });
  return [
    {
      what: `p50, ${name}`,
      value: median(ao),
      unit: 'ms',
      yardstick: yardstick(median(bare)),
      aim: isFlooded ? null : { of: 'ratio', atMost: 5 },
    },
    {
      what: `p99, ${name}`,
      value: quantile(ao, 0.99),
      unit: 'ms',
      yardstick: yardstick(quantile(bare, 0.99)),
      aim: isFlooded ? { of: 'value', atMost: 20 } : null,
    },
  ];
}
