import { once } from 'node:events';
import type { StreamEvent } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';

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
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  process.stdout.on('error', () => stop.abort());
  const { after, session, project, reconnect } = input;
  try {
    await context.withDaemon(async (ao) => {
      for await (const event of ao.events({ after, session, project, reconnect, signal: stop.signal })) {
        const line = input.asJson ? JSON.stringify(event) : eventLine(event, context);
        if (line !== null && !process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain', { signal: stop.signal });
      }
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
}

/** An event for people; null for those that say nothing to them. */
export function eventLine(event: StreamEvent, context: Pick<CliContext, 'paint'>): string | null {
  if (event.type === 'snapshot') return context.paint('faint', `${event.sessions.length} sessions, events up to ${event.cursor}`);
  if (event.type === 'reset') return context.paint('attention', `the log was trimmed: events before ${event.oldest} are gone`);
  if (event.type === 'shutdown') return context.paint('faint', 'the daemon stops');
  const time = new Date(event.at).toISOString().slice(11, 19);
  if (event.type === 'session.status') return `${time}  ${event.sessionId}  ${context.paint('strong', event.status)}  ${event.reason.text}`;
  return `${time}  ${event.sessionId ?? event.projectId ?? ''}  ${event.type}  ${context.paint('faint', JSON.stringify(event.payload))}`;
}
