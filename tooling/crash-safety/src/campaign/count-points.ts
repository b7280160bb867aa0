import { readFileSync, writeFileSync } from 'node:fs';
import type { FaultCommand } from '../commands/fault-command.ts';
import type { Stage } from '../machine/stage.ts';
import { type FaultOrder, type FaultPoint, parsePoint } from '../preload/fault-order.ts';

/** What goes on after a command is answered also counts. */
const AFTERMATH_MS = 700;

const NOTHING: FaultOrder = { point: null, kind: null };

/** Lets a command run with nothing going wrong, and answers every point it passed, in their order. */
export async function countPoints(stage: Stage, command: FaultCommand): Promise<readonly FaultPoint[]> {
  const sessionId = await command.arrange(stage);
  writeFileSync(stage.home.log, '');
  if (command.boots === true) await stage.start({ order: NOTHING });
  else await stage.daemon().order(NOTHING);
  await command.act(stage, sessionId);
  await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
  const lines = readFileSync(stage.home.log, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => parsePoint(line.replace(/^! /, '')));
}
