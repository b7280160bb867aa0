import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { isSameProcess } from '@ao/adapter-kit';
import type { ProcessIdentity, RuntimeHandle } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPtyHome, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';
import { encodeFrame, encodeJson } from './protocol/frame-codec.ts';
import { FRAME } from './protocol/frame-type.ts';

// A daemon that was taken back to an older version finds hosts it has never heard of. It must leave them alone, and say what to do.

let home: PtyHome;
let handle: RuntimeHandle;
let program: ProcessIdentity;
let server: Server | null = null;

beforeEach(async () => {
  home = await createPtyHome();
  ({ handle, process: program } = await home.run('echo up; exec sleep 600'));
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (output) => output.includes('up'),
  );
});
afterEach(async () => {
  server?.close();
  server = null;
  await home.remove();
});

const recordPath = () => join(home.folderOf(handle), 'host.json');

/** Puts another speaker behind the terminal's socket; the program stays where it is. */
async function answerWith(greeting: Buffer): Promise<void> {
  const { socketPath } = JSON.parse(await readFile(recordPath(), 'utf8')) as { readonly socketPath: string };
  await rename(socketPath, `${socketPath}.old`);
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.write(greeting));
  });
  await new Promise<void>((resolve) => server?.listen(socketPath, resolve));
}

test.each<[string, Buffer]>([
  ['speaks another protocol', encodeJson(FRAME.hostHello, { protocol: 3, oldestProtocol: 3, everythingElse: ['is', 'otherwise'] })],
  ['greets in a way nobody can read', encodeFrame(FRAME.hostHello, Buffer.from([1, 2, 3]))],
  ['speaks in frames nobody can read', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
])('a host that %s is alive, cannot be used, and is never harmed', async (_name, greeting) => {
  await answerWith(greeting);
  const daemon = home.open();
  expect(await daemon.probe([handle])).toMatchObject([{ state: 'alive', process: program }]);
  const unusable = { code: 'RUNTIME_PROTOCOL', message: expect.stringMatching(/The program runs on; update ao/) };
  await expect(daemon.write(handle, Buffer.from('x'))).rejects.toMatchObject(unusable);
  await expect(daemon.attach(handle, { onFrame: () => {}, onLost: () => {} })).rejects.toMatchObject(unusable);
  await expect(daemon.screen(handle)).rejects.toMatchObject(unusable);
  await expect(daemon.forget(handle)).rejects.toMatchObject({ code: 'SESSION_NOT_ENDED' });
  expect(await daemon.probe([handle])).toMatchObject([{ state: 'alive', process: program }]);
  expect(await isSameProcess(program)).toBe(true);
});

test('a younger host that still speaks the old protocol is used as ever', async () => {
  const { status } = { status: { offset: 4, loggedOffset: 4, columns: 80, rows: 24, queuedInputBytes: 0, lastOutputAt: null } };
  const log = { oldestOffset: 0, nextOldestOffset: 0, failure: null, lostBytes: 0 };
  const hello = { protocol: 3, oldestProtocol: 1, capabilities: ['query', 'teleport'], status: { ...status, log, mood: 'fine' } };
  await answerWith(
    Buffer.concat([
      encodeJson(FRAME.hostHello, hello),
      encodeFrame(200, Buffer.from('of tomorrow')),
      encodeFrame(FRAME.done, Buffer.from([0, 0, 0, 1])),
    ]),
  );
  const daemon = home.open();
  expect(await daemon.probe([handle])).toMatchObject([{ state: 'alive' }]);
  expect((await daemon.screen(handle)).lines[0]).toBe('up');
});

test('a record of a later version that is kept otherwise proves nothing, and says what to do', async () => {
  const record = await readFile(recordPath(), 'utf8');
  await writeFile(recordPath(), JSON.stringify({ version: 2, processes: [program], at: 'elsewhere' }));
  const daemon = home.open();
  const [probe] = await daemon.probe([handle]);
  expect(probe).toMatchObject({
    state: 'unknown',
    error: { code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('update ao') },
  });
  await expect(daemon.forget(handle)).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  expect(await isSameProcess(program)).toBe(true);
  await writeFile(recordPath(), record);
});

test('a record of a later version that says what is needed is understood', async () => {
  const record = await readFile(recordPath(), 'utf8');
  await writeFile(recordPath(), record.replace('"version":1', '"version":2,"colour":"green"'));
  expect(await home.open().probe([handle])).toMatchObject([{ state: 'alive', process: program }]);
});

test('a terminal whose record cannot be understood is ended all the same when a person wants that', async () => {
  await writeFile(recordPath(), JSON.stringify({ version: 2 }));
  expect(await home.open().destroy(handle, { graceMs: 1_000 })).toEqual({ alreadyGone: false, survivors: [] });
  expect(await isSameProcess(program)).toBe(false);
});

test('an exit record of a later version is no proof of an end that cannot be read', async () => {
  await writeFile(join(home.folderOf(handle), 'exit.json'), JSON.stringify({ version: 2, how: 'well' }));
  expect(await home.open().probe([handle])).toMatchObject([{ state: 'unknown', error: { code: 'RUNTIME_UNAVAILABLE' } }]);
});
