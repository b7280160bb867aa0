import { createHash } from 'node:crypto';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import { type TerminalRecording, writeTerminalRecording } from '../repositories/terminal-recording.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import { type BareTerminal, startBareTerminal } from './bare-terminal.ts';
import { attachTerminal, untilReady } from './session-terminal.ts';
import { PRINT_COMMAND } from './terminal-programs.ts';

/** Less than a session keeps of its output: however slow the machine, nothing is dropped before it was sent. */
const SIZES = { full: { rounds: 21, bytes: 16_000_000 }, smoke: { rounds: 1, bytes: 2_000_000 } } as const;

const PRINTED_WITHIN_MS = 60_000;

/** How fast output comes to a client of the WebSocket. */
export const terminalThroughput: Benchmark = { name: 'terminal-throughput', title: 'Terminal output to a WebSocket client', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { rounds, bytes } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  const starter = await createSessionStarter(workshop, home);
  const session = await starter.start(PRINT_COMMAND);
  const terminal = await attachTerminal(workshop, home, session.id);
  const bare = startBareTerminal(workshop, PRINT_COMMAND);
  await untilReady(bare);
  const recording = writeTerminalRecording(workshop, bytes);
  const broken: string[] = [];

  const rateOf = (name: string, subject: BareTerminal) => async () => {
    const { seconds, hash } = await print(subject, recording);
    if (hash !== recording.hash) broken.push(name);
    return recording.bytes / 1e6 / seconds;
  };
  const subjects = { bare: rateOf('node-pty', bare), ao: rateOf('ao', terminal) };
  await interleave(1, subjects);
  const samples = await interleave(rounds, subjects, (round) => progress(`round ${round + 1} of ${rounds}`));
  return {
    rows: [
      {
        what: 'throughput',
        value: median(samples.ao),
        unit: 'MB/s',
        yardstick: { what: 'node-pty to memory', value: median(samples.bare) },
        aim: { of: 'ratio', atLeast: 0.5 },
      },
    ],
    invariants: [
      {
        what: 'what arrives is what was printed, byte for byte',
        holds: broken.length === 0,
        seen: broken.length === 0 ? 'same hash' : broken.join(', '),
      },
      {
        what: 'a viewer that keeps up never falls behind',
        holds: terminal.gaps() === 0,
        seen: `${terminal.gaps()} gaps, ${terminal.snapshots()} snapshots`,
      },
    ],
    notes: [`${rounds} interleaved rounds of ${(recording.bytes / 1e6).toFixed(0)} MB of coloured log, printed by \`cat\`; medians.`],
  };
}

/** Has the recording printed and waits for its last byte. */
function print(terminal: BareTerminal, recording: TerminalRecording): Promise<{ readonly seconds: number; readonly hash: string }> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let received = 0;
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Only ${received} of ${recording.bytes} bytes came within ${PRINTED_WITHIN_MS / 1000} s.`));
    }, PRINTED_WITHIN_MS);
    const startedAt = performance.now();
    const stop = terminal.onData((bytes) => {
      parts.push(bytes);
      received += bytes.length;
      if (received < recording.bytes) return;
      const seconds = (performance.now() - startedAt) / 1000;
      stop();
      clearTimeout(timer);
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      resolve({ seconds, hash: hash.digest('hex') });
    });
    terminal.write(`${recording.path}\n`);
  });
}
