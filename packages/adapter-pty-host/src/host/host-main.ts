import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LAUNCH_FILE } from '../files/launch-files.ts';
import type { HostRecord, LaunchAnswer, LaunchOrder } from '../files/launch-order.ts';
import { closeInheritedDescriptors, detachStandardStreams } from './descriptor-cleanup.ts';
import { waitForExec } from './exec-check.ts';
import { readProcessStamp } from './process-stamp.ts';
import { hostRecord, startTerminalHost } from './terminal-host.ts';

/** Clients are given this long to take their last frames. */
const LAST_FRAMES_MS = 2_000;
/** A program that was asked to end because its host was told to is killed after this time. */
const HANG_UP_GRACE_MS = 5_000;

const order = readOrder();
const self = readProcessStamp(process.pid);
let answered = false;

/** The order comes from the daemon of the same installation, through a pipe of our own: a schema library would cost more than the host. */
function readOrder(): LaunchOrder {
  const order: unknown = JSON.parse(readFileSync(0, 'utf8'));
  return order as LaunchOrder;
}

function answer(value: LaunchAnswer): void {
  if (answered) return;
  answered = true;
  try {
    writeSync(1, `${JSON.stringify(value)}\n`);
  } catch {
    // Whoever gave the order is gone; the next daemon finds the record.
  }
  detachStandardStreams();
}

function store(record: HostRecord): void {
  const path = join(order.directory, LAUNCH_FILE.host);
  writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function keepGoing(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

function run(): void {
  process.umask(0o077);
  closeInheritedDescriptors();
  store(hostRecord(order, self, null));
  let isProgram = false;
  let isReachable = false;
  const answerWhenReady = () => {
    if (isProgram && isReachable) answer({ ok: true, record });
  };
  const host = startTerminalHost({
    order,
    self,
    onReachable() {
      isReachable = true;
      answerWhenReady();
    },
    onUnreachable(error) {
      answer({ ok: false, reason: `its socket could not be made: ${error.message}` });
      host.kill();
    },
    onFinished: (exit) => {
      started.cancel();
      const failed = exit.code === 1 && /^(execvp|chdir)\(\d\) failed\.: /.test(host.firstWords());
      answer(failed ? { ok: false, reason: host.firstWords().trim() } : { ok: true, record });
      setTimeout(() => process.exit(0), LAST_FRAMES_MS).unref();
    },
  });
  const record = hostRecord(order, self, host);
  store(record);
  const started = waitForExec(host.program.pid, () => {
    isProgram = true;
    answerWhenReady();
  });
  process.on('SIGTERM', () => {
    host.hangUp();
    setTimeout(host.kill, HANG_UP_GRACE_MS).unref();
  });
}

// The agent must not die of anything that happens in here, nor of the ways in which sessions of users end.
process.on('uncaughtException', keepGoing);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGXFSZ'] as const) process.on(signal, () => {});

try {
  run();
} catch (error) {
  answer({ ok: false, reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
