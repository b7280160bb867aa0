/**
 * A process that writes to the database named by its first argument until it is ended or something fails. On standard output: one
 * line `wrote <number>` for each session whose transaction is committed, at last `failed <code>` and, when the database can still
 * be read, `readable <sessions>`.
 */
import { writeSync } from 'node:fs';
import { AoError, type MessageId } from '@ao/domain';
import { createSession, sampleMessage, sampleOperation } from '@ao/conformance';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import { openStores } from '../open-stores.ts';
import type { StoresHandle } from '../stores-handle.ts';

const STDOUT = 1;

function say(line: string): void {
  writeSync(STDOUT, `${line}\n`);
}

function writeOn(stores: StoresHandle): never {
  for (;;) {
    const number = stores.transaction(() => {
      const session = createSession(stores, { prompt: 'x'.repeat(1_000) });
      stores.operations.begin(sampleOperation(`o-${session.number}`, session.id));
      const message = stores.messages.enqueue(sampleMessage(`m-${session.number}` as MessageId, session.id));
      stores.messages.advance(message.id, ['queued'], { receipt: { state: 'typing', at: 1, evidence: 'x', screen: 'x'.repeat(500) } });
      return session.number;
    });
    say(`wrote ${number}`);
  }
}

const [path = '', backupsDirectory = ''] = process.argv.slice(2);
let stores: StoresHandle | null = null;
try {
  stores = openStores({ path, backupsDirectory, clock: createFakeClock(), logger: createSilentLogger(), appVersion: '1.0.0' });
  writeOn(stores);
} catch (thrown) {
  say(`failed ${AoError.isInstance(thrown) ? thrown.code : String(thrown)}`);
  if (stores !== null) say(`readable ${stores.sessions.list().length}`);
}
process.exit(0);
