// Prints every change of every session, without a gap, until it is interrupted.
// Run: node examples/follow-events.ts
import { connectFromRunFile } from '@ao/client/node';

const ao = connectFromRunFile();
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());

try {
  for await (const event of ao.events({ signal: interrupted.signal })) {
    switch (event.type) {
      case 'snapshot':
        process.stdout.write(`${event.sessions.length} sessions at ${event.cursor}\n`);
        break;
      case 'session.status':
        process.stdout.write(`${event.sessionId} ${event.status}\n`);
        break;
      case 'reset':
        process.stdout.write(`missed something (${event.reason}); a snapshot follows\n`);
        break;
      case 'shutdown':
        process.stdout.write('the daemon stops\n');
        break;
      default:
        process.stdout.write(`${event.sequence} ${event.type} ${event.sessionId ?? event.projectId ?? ''}\n`);
    }
  }
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}
