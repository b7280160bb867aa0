import type { FaultCommand } from '../commands/fault-command.ts';
import type { Stage } from '../machine/stage.ts';
import { type FaultOutcome, recover } from './fault-run.ts';
import type { Chance } from './seeded-chance.ts';

/** Within this time of its beginning, every command is over on a machine that is not too busy. */
const COMMAND_MS = 700;

/** Within this time of its start, a daemon has looked after everything. */
const BOOT_MS = 500;

/** Kills the daemon some time after the command was given, now and then its successors as well. */
export async function runRandomKills(stage: Stage, command: FaultCommand, chance: Chance): Promise<FaultOutcome> {
  stage.promises.length = 0;
  const sessionId = await command.arrange(stage);
  const acted = command.boots === true ? Promise.resolve() : command.act(stage, sessionId).catch(() => undefined);
  await pause(chance.next() * COMMAND_MS);
  await stage.daemon().kill();
  await acted;
  while (chance.next() < 1 / 3) {
    const starting = stage.start();
    await starting;
    await pause(chance.next() * BOOT_MS);
    await stage.daemon().kill();
  }
  return { struck: true, ...(await recover(stage)) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
