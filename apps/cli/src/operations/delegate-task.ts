import type { Delegated } from '@ao/client';
import { randomUUID } from 'node:crypto';
import type { CliContext } from '../context/cli-context.ts';
import { currentProject } from '../context/current-project.ts';
import { EXIT_CODE_BY_STATE } from './send-message.ts';
import { EXIT_CODES } from '../errors/exit-codes.ts';

/** What `ao orchestrator delegate` was asked for. */
export interface DelegateInput {
  readonly project: string | undefined;
  readonly text: string;
  readonly id: string | undefined;
  /** How long to wait for the end of its way; null: do not wait. */
  readonly waitMs: number | null;
}

/** Gives a task to the orchestrator; with a wait, until it is known what became of the message. */
export async function delegateTask(
  context: CliContext,
  input: DelegateInput,
): Promise<{ readonly delegated: Delegated; readonly exitCode: number }> {
  // Chosen here, so that a second try after a lost answer cannot send it twice.
  const id = input.id ?? `m-${randomUUID().slice(0, 8)}`;
  const delegated = await context.withDaemon(async (ao) => {
    const projectId = await currentProject(ao, context, input.project);
    return ao.orchestrators.delegate({ projectId, text: input.text, id });
  });
  const { waitMs } = input;
  if (waitMs === null) return { delegated, exitCode: EXIT_CODES.done };
  const message = await context.withDaemon((ao) => ao.messages.settled(delegated.message.id, { timeoutMs: waitMs }));
  return { delegated: { ...delegated, message }, exitCode: EXIT_CODE_BY_STATE[message.state] };
}
