import type { CheckFailure, ForgeAnswer, PullRequestCheck } from '@ao/ports';
import { failure, reactionWorld } from './reaction-world.ts';
import { checks, failed, MINUTE } from './sample-pull-request.ts';

export { failed, failure };

/** What the agent is told about checks that fail, when the host answers the same about each of them. */
export function reactionWorldOf(items: readonly PullRequestCheck[], answer: ForgeAnswer<CheckFailure>): string {
  const world = reactionWorld();
  for (const { id } of items) world.failures.set(id, answer);
  const shown = { checks: checks(items), mergeability: 'blocked' as const };
  world.look(shown);
  world.lookAfter(2 * MINUTE, shown);
  const [text] = world.sent();
  if (text === undefined) throw new Error(`nothing was sent: ${world.entries().join('; ')}`);
  return text;
}
