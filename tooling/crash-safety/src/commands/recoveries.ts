import type { PlannedFault } from '../campaign/fault-run.ts';
import { parsePoint } from '../preload/fault-order.ts';
import type { Stage } from '../machine/stage.ts';
import { ALL_COMMANDS } from './all-commands.ts';
import type { FaultCommand } from './fault-command.ts';

/** Where each command was cut off by the death of the first daemon: in the middle of what is hardest to take back. */
const CUT_OFF: readonly (readonly [command: string, point: string])[] = [
  ['spawn', 'after git worktree add #1'],
  ['spawn', 'after host #1'],
  ['kill-and-remove', 'after commit operation_steps, operations, sessions #1'],
  ['restore-after-cleanup', 'after git worktree add #1'],
  ['cleanup', 'before rename home/worktrees/.trash/* #1'],
  ['undo-cleanup', 'ended git worktree add #1'],
  ['send', 'after commit message_receipts, messages #2'],
];

/** The look of the next daemon after what was cut off; whatever kills this one as well. */
export const RECOVERIES: readonly FaultCommand[] = CUT_OFF.map(([name, text], index) => {
  const command = ALL_COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const isSecond = CUT_OFF.findIndex(([other]) => other === name) !== index;
  return {
    name: `recovery-of-${name}${isSecond ? '-2' : ''}`,
    boots: true,
    arrange: (stage) => cutOff(stage, command, { kind: 'kill', point: parsePoint(text) }),
    act: (stage) => stage.reconciled(),
  };
});

/** Gives a command, and lets its daemon die at the point. */
async function cutOff(stage: Stage, command: FaultCommand, fault: PlannedFault): Promise<string | null> {
  const sessionId = await command.arrange(stage);
  await stage.daemon().order(fault);
  const acted = command.act(stage, sessionId).catch(() => undefined);
  await Promise.race([acted, stage.daemon().ended]);
  await stage.daemon().kill();
  await acted;
  return sessionId;
}
