import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@ao/ports';
import { createSeededRandom } from './seeded-random.ts';
import type { TortureHook } from './torture-hooks.ts';
import { TORTURE_VARIABLES } from './torture-program.ts';
import { createTortureRecord } from './torture-record.ts';
import { BAD_TEMPER, type TortureTemper } from './torture-temper.ts';
import { createTortureTerminal } from './torture-terminal.ts';

const SPINNER_MS = 150;
const BRACKETED_PASTE = '\u001b[?2004h';

/** Runs a tortured agent in the terminal of this process, by the clock of the machine. */
function main(): void {
  const { stdin, stdout, env } = process;
  const temper: TortureTemper = { ...BAD_TEMPER, ...(JSON.parse(env[TORTURE_VARIABLES.temper] ?? '{}') as Partial<TortureTemper>) };
  const record = createTortureRecord();
  const terminal = createTortureTerminal({
    clock: machineClock(),
    random: createSeededRandom(Number(env[TORTURE_VARIABLES.seed] ?? 1)),
    temper: () => temper,
    record,
    onHook: dropHook,
    onDraw: draw,
    onExit() {
      draw();
      // As after a signal nobody could catch: nothing is tidied up.
      process.kill(process.pid, 'SIGKILL');
    },
  });

  function draw(): void {
    const path = env[TORTURE_VARIABLES.record];
    if (path !== undefined) writeWhole(path, JSON.stringify(record));
    paint();
  }

  function paint(): void {
    const lines = terminal.lines().map((line) => `${line}\u001b[K`);
    stdout.write(`\u001b[?2026h\u001b[H${lines.join('\r\n')}\u001b[J\u001b[?2026l`);
  }

  stdout.write(BRACKETED_PASTE);
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.on('data', (bytes: Buffer) => void terminal.write(bytes));
  stdin.on('end', () => process.exit(0));
  setInterval(() => terminal.state === 'active' && paint(), SPINNER_MS);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
}

let hooks = 0;

/** What a hook command does; the time of the file is that of the event, however late it comes. */
function dropHook(hook: TortureHook, at: number): void {
  const spool = process.env['AO_SPOOL'];
  if (spool === undefined) return;
  hooks += 1;
  writeWhole(join(spool, `${process.pid}-${hooks}.json`), JSON.stringify(hook), at);
}

function writeWhole(path: string, text: string, at?: number): void {
  const draft = join(path, '..', `.torture-${process.pid}.new`);
  writeFileSync(draft, text, { mode: 0o600 });
  if (at !== undefined) utimesSync(draft, at / 1_000, at / 1_000);
  renameSync(draft, path);
}

function machineClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    setTimer(delayMs, call) {
      const timer = setTimeout(call, delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  };
}

main();
