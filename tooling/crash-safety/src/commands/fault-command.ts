import type { AoClient } from '@ao/client';
import type { Stage } from '../machine/stage.ts';

/** A command that is interrupted, or whose programs go wrong. */
export interface FaultCommand {
  readonly name: string;
  /** Brings the stage into the state before the command; answers the session it is about, null when the command makes it. */
  readonly arrange: (stage: Stage) => Promise<string | null>;
  /** The command is the start of a daemon: nothing runs after {@link arrange}, and faults wait for the next daemon from its first moment. */
  readonly boots?: boolean | undefined;
  /** Gives the command, and resolves when it is answered. Rejects when it is refused, or nobody answers any more. */
  readonly act: (stage: Stage, sessionId: string | null) => Promise<void>;
}

const IDLE_WITHIN_MS = 30_000;

/** Starts a session, waits until its agent has done its task, and lets the agent leave work that is not committed. */
export async function spawnWithWork(stage: Stage): Promise<string> {
  const client = stage.client();
  const { session } = await client.sessions.spawn({ projectId: 'shop', prompt: stage.newText('Task') });
  await untilIdle(client, session.id);
  const worktree = { sessionId: session.id, path: session.workspace.path ?? '' };
  stage.work.change(worktree, 'README.md');
  stage.work.write(worktree, 'notes/cart.txt');
  return session.id;
}

/** The same, ended. */
export async function endedWithWork(stage: Stage): Promise<string> {
  const id = await spawnWithWork(stage);
  await stage.client().sessions.kill(id, {});
  return id;
}

/** The same, with its worktree cleaned up and its work saved. */
export async function cleanedUp(stage: Stage): Promise<string> {
  const id = await endedWithWork(stage);
  await cleanUp(stage.client(), id);
  return id;
}

/** Removes the worktree of a session, after saving what is in it. @throws Error when it is not removed. */
export async function cleanUp(client: AoClient, id: string): Promise<void> {
  const { items } = await client.sessions.cleanup({ sessionIds: [id], execute: true, save: true });
  if (items[0]?.result?.removed !== true) throw new Error(`It was not cleaned up: ${items[0]?.result?.reason}`);
}

/** Waits until an agent waits for its next task. */
export async function untilIdle(client: AoClient, id: string): Promise<void> {
  await client.sessions.wait(id, { until: ['idle'], timeoutMs: IDLE_WITHIN_MS });
}
