import type { FaultCommand } from '../commands/fault-command.ts';
import { checkMachine } from '../invariants/broken-on-machine.ts';
import type { DaemonProcess } from '../machine/daemon-process.ts';
import { hangsOnPurpose, processesOf } from '../machine/home-processes.ts';
import type { Stage } from '../machine/stage.ts';
import type { FaultKind, FaultOrder, FaultPoint } from '../preload/fault-order.ts';

/** One fault that is to be brought about. */
export interface PlannedFault {
  readonly kind: FaultKind;
  readonly point: FaultPoint;
}

/** How one fault went. */
export interface FaultOutcome {
  /** False when the command never came to the point this time. */
  readonly struck: boolean;
  readonly broken: readonly string[];
  /** From the start of the next daemon (or from the answer, when the daemon lived on) until everything was well. */
  readonly settledAfterMs: number;
}

/** What is still going on when a command is answered: deletions in the background, confirmations. */
const AFTERMATH_MS = 500;

/** A command that takes longer is left alone: its daemon is killed, as a person would do. */
const ANSWER_WITHIN_MS = 45_000;

/** Kinds after which the daemon is gone. */
export const DEADLY: ReadonlySet<FaultKind> = new Set<FaultKind>(['kill', 'kill_all', 'hang_kill', 'late_kill']);

/** Brings one fault about on a stage whose daemon is well, and answers what it has broken. The stage is well again when nothing is. */
export async function runFault(stage: Stage, command: FaultCommand, fault: PlannedFault): Promise<FaultOutcome> {
  stage.promises.length = 0;
  const sessionId = await command.arrange(stage);
  const daemon = await orderedDaemon(stage, command, fault);
  if (daemon === null) return { struck: true, ...(await recover(stage)) };
  const acted = daemon.client === null ? Promise.resolve() : command.act(stage, sessionId).catch(() => undefined);
  await Promise.race([acted, daemon.ended, pause(ANSWER_WITHIN_MS)]);
  if (DEADLY.has(fault.kind)) {
    await Promise.race([daemon.ended, pause(AFTERMATH_MS)]);
    const struck = daemon.hasEnded();
    await daemon.kill();
    await acted;
    return { struck, ...(await recover(stage)) };
  }
  const wasAnswered = await Promise.race([acted.then(() => true), pause(10).then(() => false)]);
  if (!wasAnswered || daemon.client === null) {
    await daemon.kill();
    return { struck: true, ...(await recover(stage)) };
  }
  await daemon.order({ point: null, kind: null });
  return { struck: true, ...(await checkMachine(stage)) };
}

/** The daemon the fault waits for; null when it refused to start because of it. */
async function orderedDaemon(stage: Stage, command: FaultCommand, order: FaultOrder): Promise<DaemonProcess | null> {
  if (command.boots !== true) {
    await stage.daemon().order(order);
    return stage.daemon();
  }
  return stage.start({ order }).catch(() => null);
}

/** Starts the next daemon and waits until everything is well, or it is clear that it is not. */
export async function recover(stage: Stage): Promise<Omit<FaultOutcome, 'struck'>> {
  const startedAt = performance.now();
  await stage.start();
  await stage.reconciled();
  const { broken } = await checkMachine(stage);
  return { broken, settledAfterMs: performance.now() - startedAt };
}

/** Ends what the last fault has left alive, so that the machine does not fill up, and what hangs for it, so that the next one is alone. */
export async function tidyUp(stage: Stage): Promise<void> {
  for (const { pid } of processesOf(stage.home.folder).filter(hangsOnPurpose)) endIfThere(pid);
  const client = stage.client();
  const live = (await client.sessions.list()).filter(({ phase }) => phase !== 'ended');
  await Promise.all(live.map(({ id }) => client.sessions.kill(id, {})));
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has come to its end meanwhile.
  }
}

function pause(ms: number): Promise<void> {
  // Most of them are outrun by what they limit, and must not keep the process.
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
