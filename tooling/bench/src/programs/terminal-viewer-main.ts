import { connectFromRunFile } from '@ao/client/node';
import { tellLine } from './tell-line.ts';

/** What the viewer says: that it sees the terminal, and at the end what it has seen. */
export type ViewerLine =
  | { readonly type: 'ready' }
  | {
      readonly type: 'seen';
      readonly bytes: number;
      readonly seconds: number;
      /** Times when output did not begin where the last had ended. */
      readonly gaps: number;
      /** Times when it had fallen so far behind that it was given a picture instead. */
      readonly snapshots: number;
    };

/** Looks on at the terminal of the home and session given as arguments, until standard input is closed. */
const [home = '', session = ''] = process.argv.slice(2);
const ending = new AbortController();
process.stdin.resume().on('end', () => ending.abort());
const terminal = await connectFromRunFile({ home }).terminal(session, { mode: 'observe', signal: ending.signal });
let offset: number | null = null;
let bytes = 0;
let gaps = 0;
let snapshots = 0;
const startedAt = performance.now();
try {
  for await (const event of terminal) {
    if (event.type === 'opened') tellLine({ type: 'ready' } satisfies ViewerLine);
    if (event.type === 'snapshot') snapshots += 1;
    if (event.type === 'data') {
      if (offset !== null && event.offset !== offset) gaps += 1;
      bytes += event.bytes.length;
    }
    if (event.type === 'snapshot') offset = event.offset;
    if (event.type === 'data') offset = event.offset + event.bytes.length;
  }
} catch (error) {
  if (!ending.signal.aborted) throw error;
}
const seconds = (performance.now() - startedAt) / 1000;
tellLine({ type: 'seen', bytes, seconds, gaps, snapshots: Math.max(0, snapshots - 1) } satisfies ViewerLine);
process.exit(0);
