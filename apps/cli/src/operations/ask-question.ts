import type { AgentReport } from '@ao/client';
import { randomUUID } from 'node:crypto';
import type { CliContext } from '../context/cli-context.ts';
import { EXIT_CODES } from '../errors/exit-codes.ts';

/** A question of an agent. */
export interface QuestionInput {
  readonly session: string;
  readonly text: string;
  /** Asking again with the same id asks nothing twice. */
  readonly id: string | undefined;
  /** How long to wait for the answer; null: do not wait. */
  readonly waitMs: number | null;
}

/** Asks, and waits for the answer if that was wished. The answer is confirmed, so that it does not come as a message, too. */
export async function askQuestion(
  context: CliContext,
  input: QuestionInput,
): Promise<{ readonly report: AgentReport; readonly exitCode: number }> {
  const { session, text, waitMs } = input;
  const id = input.id ?? newReportId();
  const asked = await context.withDaemon((ao) => ao.reports.add(session, { kind: 'question', text, id }));
  if (waitMs === null) return { report: asked, exitCode: EXIT_CODES.done };
  const report = await context.withDaemon((ao) => ao.reports.answered(session, asked.id, { timeoutMs: waitMs }));
  if (report.answer === null) return { report, exitCode: EXIT_CODES.timedOut };
  // The answer is here: that it could not be confirmed is no reason to lose it.
  await context.withDaemon((ao) => ao.reports.received(session, report.id)).catch(() => undefined);
  return { report, exitCode: EXIT_CODES.done };
}

/** Chosen by the caller, so that a second try after a lost answer says nothing twice. */
export function newReportId(): string {
  return `r-${randomUUID().slice(0, 8)}`;
}
