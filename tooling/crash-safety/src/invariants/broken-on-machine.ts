import type { Stage } from '../machine/stage.ts';
import { eventsAreWhole } from './events-are-whole.ts';
import { viewMachine } from './machine-view.ts';
import { messagesOnce } from './messages-once.ts';
import { nothingStrayed } from './nothing-strayed.ts';
import { orphans } from './orphans.ts';
import { sessionsAndTerminals } from './sessions-and-terminals.ts';
import { workIsKept } from './work-is-kept.ts';
import { worktrees } from './worktrees.ts';

/** What may take a moment: the last bytes of an event stream, the end of a process that was told to end, a folder that is being deleted. */
const SETTLED_WITHIN_MS = 25_000;

/** How it came out. */
export interface MachineCheck {
  /** Empty when all is well. */
  readonly broken: readonly string[];
  readonly settledAfterMs: number;
}

/** Checks everything against the real machine, and again until all is well or it took too long. `docs/invariants.md` has the list. */
export async function checkMachine(stage: Stage, withinMs = SETTLED_WITHIN_MS): Promise<MachineCheck> {
  const startedAt = performance.now();
  for (let pauseMs = 30; ; pauseMs = Math.min(500, pauseMs * 1.5)) {
    const view = viewMachine(stage, stage.follower.checkedUpTo());
    const broken = [
      ...view.facts.damage,
      ...sessionsAndTerminals(view),
      ...orphans(view),
      ...worktrees(view),
      ...workIsKept(view),
      ...eventsAreWhole(view),
      ...messagesOnce(view),
      ...nothingStrayed(view),
      ...(await brokenPromises(stage)),
    ];
    const settledAfterMs = performance.now() - startedAt;
    if (broken.length === 0) {
      stage.follower.checked(view.facts.changes.at(-1)?.sequence ?? 0);
      return { broken, settledAfterMs };
    }
    if (settledAfterMs > withinMs) return { broken, settledAfterMs };
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What a daemon has answered holds under the next one. */
async function brokenPromises(stage: Stage): Promise<readonly string[]> {
  const answers = await Promise.all(stage.promises.map((promise) => promise().catch(String)));
  return answers.filter((answer) => answer !== null);
}
