import { once } from 'node:events';
import type { CliContext } from '../context/cli-context.ts';
import { watchForInterruption } from '../process/interruption.ts';
import { print, printJson } from '../process/print.ts';
import { eventLine } from '../render/event-line.ts';

/** Which events to print, and how. */
export interface EventsInput {
  readonly after: number | undefined;
  readonly session: string | undefined;
  readonly project: string | undefined;
  readonly reconnect: boolean;
  readonly asJson: boolean;
}

/** Prints events until Ctrl-C, or until nobody reads any more. */
export async function printEvents(context: CliContext, input: EventsInput): Promise<void> {
  const interruption = watchForInterruption();
  const { signal } = interruption;
  const { after, session, project, reconnect } = input;
  try {
    await context.withDaemon(async (ao) => {
      for await (const event of ao.events({ after, session, project, reconnect, signal })) {
        const line = input.asJson ? null : eventLine(event, context);
        const isTaken = input.asJson ? printJson(event) : line === null || print(line);
        if (!isTaken) await once(process.stdout, 'drain', { signal });
      }
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    interruption.release();
  }
}
