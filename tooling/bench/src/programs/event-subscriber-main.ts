import { connectFromRunFile } from '@ao/client/node';
import { tellLine } from './tell-line.ts';

/** What the subscriber says: that it listens, and then each change of a session's activity, with the moment it came. */
export type SubscriberLine =
  | { readonly type: 'ready' }
  | {
      readonly type: 'activity';
      /** Nanoseconds of the machine's monotonic clock, which all processes share. */
      readonly atNs: string;
      readonly sessionId: string;
      readonly activity: string;
      readonly sequence: number;
    };

/** Follows the events of the home given as argument, until standard input is closed. */
const [home = ''] = process.argv.slice(2);
const ending = new AbortController();
process.stdin.resume().on('end', () => ending.abort());
try {
  for await (const event of connectFromRunFile({ home }).events({ signal: ending.signal })) {
    const atNs = String(process.hrtime.bigint());
    if (event.type === 'snapshot') tellLine({ type: 'ready' } satisfies SubscriberLine);
    if (event.type === 'session.updated' && 'payload' in event) {
      const { sequence, sessionId, payload } = event;
      const activity = String(payload['activity']);
      tellLine({ type: 'activity', atNs, sessionId: sessionId ?? '', activity, sequence } satisfies SubscriberLine);
    }
  }
} catch (error) {
  if (!ending.signal.aborted) throw error;
}
