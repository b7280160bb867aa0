// Shows the terminal of a session in this one, without touching it, until it ends or is interrupted.
// Run: node examples/watch-terminal.ts <session>
import { connectFromRunFile } from '@ao/client/node';

const [sessionId = 'shop-1'] = process.argv.slice(2);
const ao = connectFromRunFile();
const terminal = await ao.terminal(sessionId, { mode: 'observe' });
process.once('SIGINT', () => terminal.close());

for await (const event of terminal) {
  switch (event.type) {
    case 'snapshot':
      process.stdout.write('\u001bc');
      process.stdout.write(event.bytes);
      break;
    case 'data':
      process.stdout.write(event.bytes);
      break;
    case 'exit':
      process.stdout.write(`\n[the program has ended with ${event.exit.code ?? event.exit.signal ?? 'an unknown code'}]\n`);
      terminal.close();
      break;
    case 'disconnected':
      process.stdout.write('\n[connecting again]\n');
      break;
    case 'opened':
    case 'resumed':
    case 'size':
    case 'mode':
    case 'refused':
      break;
  }
}
