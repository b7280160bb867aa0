import type { StreamEvent } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { cleanLine } from './colour.ts';
import { counted } from './counted.ts';
import { statusWords } from './status-words.ts';

/** Values of an event that say something to a person; ids of things they never see, and names that stand before, do not. */
const HIDDEN = new Set(['id', 'name', 'path', 'kind', 'agent', 'displayName', 'branch', 'projectId', 'sessionId']);

/** An event for people, on one line; null for those that say nothing to them. Times are those of the person's clock. */
export function eventLine(event: StreamEvent, context: Pick<CliContext, 'paint'>): string | null {
  const { paint } = context;
  if (event.type === 'snapshot') return paint('faint', `${counted(event.sessions.length, 'session')}, events up to ${event.cursor}`);
  if (event.type === 'reset') return paint('attention', `the log was trimmed: events before ${event.oldest} are gone`);
  if (event.type === 'shutdown') return paint('faint', 'the daemon stops');
  const time = paint('faint', clockTime(event.at));
  if (event.type === 'session.status') {
    const words = statusWords(event.status);
    return `${time}  ${event.sessionId}  ${paint(words.tone, words.text)}  ${cleanLine(event.reason.text)}`;
  }
  const subject = event.sessionId ?? event.projectId ?? '';
  return `${time}  ${subject}  ${event.type}  ${paint('faint', cleanLine(payloadText(event.payload)))}`.trimEnd();
}

function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

function payloadText(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return '';
  return Object.entries(payload)
    .filter(([name, value]) => value !== null && !HIDDEN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}
