import type { StreamEvent } from '@ao/client';
import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { eventLine } from './event-line.ts';

const line = (event: object): string | null => eventLine(event as StreamEvent, { paint: (_tone, text) => text });
const AT = new Date(2026, 0, 2, 9, 4, 5).getTime();

test.each<[object, string]>([
  [{ type: 'snapshot', sessions: [sampleSession()], cursor: 12 }, '1 session, events up to 12'],
  [{ type: 'reset', oldest: 40 }, 'the log was trimmed: events before 40 are gone'],
  [{ type: 'shutdown' }, 'the daemon stops'],
  [
    { type: 'session.status', at: AT, sessionId: 'shop-1', status: 'needs_input', reason: { text: 'A dialog stops its agent.' } },
    '09:04:05  shop-1  needs you  A dialog stops its agent.',
  ],
  [
    {
      type: 'session.updated',
      at: AT,
      sessionId: 'shop-1',
      payload: { id: 'shop-1', branch: 'b', phase: 'live', activity: 'idle', endReason: null },
    },
    '09:04:05  shop-1  session.updated  phase=live activity=idle',
  ],
  [
    { type: 'project.added', at: AT, sessionId: null, projectId: 'shop', payload: { id: 'shop', name: 'shop' } },
    '09:04:05  shop  project.added',
  ],
])('%j', (event, expected) => {
  expect(line(event)).toBe(expected);
});
