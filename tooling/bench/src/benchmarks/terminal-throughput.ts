import { createHash } from 'node:crypto';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import { type TerminalRecording, writeTerminalRecording } from '../repositories/terminal-recording.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import { type BareTerminal, startBareTerminal } from './bare-terminal.ts';
import { attachTerminal, type SessionTerminal, untilReady } from './session-terminal.ts';
import { PRINT_COMMAND } from './terminal-programs.ts';

/** The burst is what a viewer may be sent before it has drawn anything: all of it comes, byte for byte. In the flood it may be given pictures. */
const SIZES = {
  full: { burst: { rounds: 101, bytes: 900_000 }, flood: { rounds: 7, bytes: 64_000_000 } },
  smoke: { burst: { rounds: 2, bytes: 900_000 }, flood: { rounds: 1, bytes: 4_000_000 } },
} as const;

const PRINTED_WITHIN_MS = 120_000;

/** How fast output comes to a client of the WebSocket. */
export const terminalThroughput: Benchmark = { name: 'terminal-throughput', title: 'Terminal output to a WebSocket client', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { burst, flood } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  const starter = await createSessionStarter(workshop, home);
  const session = await starter.start(PRINT_COMMAND);
  const terminal = await attachTerminal(workshop, home, session.id);
  const bare = startBareTerminal(workshop, PRINT_COMMAND);
  await untilReady(bare);

  const small = writeTerminalRecording(workshop, burst.bytes);
  const broken: string[] = [];
  const burstOf = (name: string, subject: BareTerminal) => async () => {
    const { seconds, hash } = await printAll(subject, small);
    if (hash !== small.hash) broken.push(name);
    return small.bytes / 1e6 / seconds;
  };
  const bursts = { bare: burstOf('node-pty', bare), ao: burstOf('ao', terminal) };
  await interleave(3, bursts);
  const burstRates = await interleave(
    burst.rounds,
    bursts,
    (round) => round % 10 === 0 && progress(`burst ${round + 1} of ${burst.rounds}`),
  );

  const large = writeTerminalRecording(workshop, flood.bytes);
  const shares: number[] = [];
  let unfinished = 0;
  const floods = {
    bare: async () => large.bytes / 1e6 / (await printAll(bare, large)).seconds,
    ao: async () => {
      const { seconds, share, endsRight } = await printToEnd(terminal, large);
      shares.push(share);
      if (!endsRight) unfinished += 1;
      return large.bytes / 1e6 / seconds;
    },
  };
  const floodRates = await interleave(flood.rounds, floods, (round) => progress(`flood ${round + 1} of ${flood.rounds}`));
  const yardstick = (value: number) => ({ what: 'node-pty to memory', value });
  return {
    rows: [
      {
        what: `burst of ${megabytes(small)} MB, byte for byte`,
        value: median(burstRates.ao),
        unit: 'MB/s',
        yardstick: yardstick(median(burstRates.bare)),
        aim: { of: 'ratio', atLeast: 0.5 },
      },
      {
        what: `flood of ${megabytes(large)} MB, until its end is on the screen`,
        value: median(floodRates.ao),
        unit: 'MB/s',
        yardstick: yardstick(median(floodRates.bare)),
        aim: { of: 'ratio', atLeast: 0.5 },
      },
    ],
    invariants: [
      {
        what: 'a burst arrives as it was printed',
        holds: broken.length === 0,
        seen: broken.length === 0 ? 'same hash' : broken.join(', '),
      },
      { what: 'nothing is skipped without a picture', holds: terminal.gaps() === 0, seen: `${terminal.gaps()} gaps` },
      { what: 'the end of the flood is on the screen', holds: unfinished === 0, seen: `${unfinished} without` },
    ],
    notes: [
      `${burst.rounds} and ${flood.rounds} interleaved rounds of coloured log, printed by \`cat\`; medians.`,
      `A program is never slowed down by who looks on: a viewer that has missed more than 1 MB gets a picture instead. Of the flood it was sent ${(median(shares) * 100).toFixed(0)} % as it was printed.`,
    ],
  };
}

function megabytes({ bytes }: TerminalRecording): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}

/** Has the recording printed and waits for its last byte. */
function printAll(terminal: BareTerminal, recording: TerminalRecording): Promise<{ readonly seconds: number; readonly hash: string }> {
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

interface Arrival {
  readonly seconds: number;
  /** How much of the output came as it was printed. */
  readonly share: number;
  /** The last line is among what was drawn last. */
  readonly endsRight: boolean;
}

/** Has the recording printed and waits until its end was drawn, as output or in a picture. */
function printToEnd(terminal: SessionTerminal, recording: TerminalRecording): Promise<Arrival> {
  return new Promise((resolve, reject) => {
    const end = terminal.offset() + recording.bytes;
    let printed = 0;
    let lastWords = '';
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`The terminal stood at ${terminal.offset()} instead of ${end} after ${PRINTED_WITHIN_MS / 1000} s.`));
    }, PRINTED_WITHIN_MS);
    const startedAt = performance.now();
    const stop = terminal.onDraw(({ bytes, offset, isPicture }) => {
      if (!isPicture) printed += bytes.length;
      lastWords = (isPicture ? '' : lastWords.slice(-recording.lastLine.length)) + Buffer.from(bytes).toString('latin1');
      if (offset < end) return;
      const seconds = (performance.now() - startedAt) / 1000;
      stop();
      clearTimeout(timer);
      resolve({ seconds, share: printed / recording.bytes, endsRight: lastWords.includes(recording.lastLine) });
    });
    terminal.write(`${recording.path}\n`);
  });
}
