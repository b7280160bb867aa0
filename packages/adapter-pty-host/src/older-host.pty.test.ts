import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess } from '@ao/adapter-kit';
import type { ProcessIdentity, RuntimeHandle } from '@ao/domain';
import type { AttachmentFrame } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPtyHome, exitOf, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';
import { startRecordedHost } from './__fixtures__/recorded-host.ts';

// Hosts live for weeks while daemons are updated. What is broken here breaks sessions that run.

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome()));
afterEach(() => home.remove());

const shows = (handle: RuntimeHandle, text: string) =>
  until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (output) => output.includes(text),
  );

async function programOf(handle: RuntimeHandle): Promise<ProcessIdentity> {
  const [probe] = await home.runtime.probe([handle]);
  if (probe?.state !== 'alive') throw new Error(`it is ${probe?.state}`);
  return probe.process;
}

test('a host of protocol 1 is adopted: found, looked at, typed to, resized, and its exact end is known', async () => {
  const script = 'echo before; read x; echo "between $x"; read x; stty size; printf "\\033]0;title\\007"; read x; exit 42';
  const handle = await startRecordedHost(home.directory, script);
  const { runtime } = home;
  expect(await runtime.list()).toEqual([handle]);
  const record = JSON.parse(await readFile(join(home.folderOf(handle), 'host.json'), 'utf8')) as { readonly program: object };
  expect(await programOf(handle)).toEqual(record.program);
  await shows(handle, 'before');

  const frames: AttachmentFrame[] = [];
  const ends: string[] = [];
  runtime.onExit?.((ended) => ends.push(ended));
  await runtime.attach(handle, { onFrame: (frame) => frames.push(frame), onLost: (error) => expect.unreachable(String(error)) });
  await until(
    () => frames.length,
    (count) => count > 0,
  );
  expect(frames[0]?.type).toBe('snapshot');
  await runtime.write(handle, Buffer.from('one\n'));
  await shows(handle, 'between one');
  await runtime.resize(handle, { columns: 132, rows: 43 });
  await runtime.write(handle, Buffer.from('\n'));
  await shows(handle, '43 132');
  await until(
    async () => (await runtime.screen(handle)).lines,
    (lines) => lines.includes('43 132'),
  );
  expect((await runtime.screen(handle)).lines.slice(0, 3)).toEqual(['before', 'one', 'between one']);
  await runtime.write(handle, Buffer.from('\n'));
  expect(await exitOf(runtime, handle)).toMatchObject({ code: 42, signal: null, evidence: 'exit_record' });
  await until(
    () => ends.length,
    (count) => count > 0,
  );
  expect(ends).toEqual([handle]);
  expect(frames.map(({ type }) => type)).toContain('size');
  await runtime.forget(handle);
  expect(await runtime.list()).toEqual([]);
});

test('a host of protocol 1 is destroyed with all that runs in it', async () => {
  const handle = await startRecordedHost(home.directory, `trap '' HUP; (setsid sleep 600 &); echo up; exec sleep 600`);
  await shows(handle, 'up');
  const program = await programOf(handle);
  expect(await home.runtime.destroy(handle, { graceMs: 1_000 })).toEqual({ alreadyGone: false, survivors: [] });
  expect(await isSameProcess(program)).toBe(false);
  expect(await exitOf(home.runtime, handle)).toMatchObject({ evidence: 'exit_record' });
});

test('two daemons of different age can look at one host of protocol 1', async () => {
  const handle = await startRecordedHost(home.directory, 'echo up; read x; echo "got $x"; exec sleep 600');
  await shows(handle, 'up');
  const other = home.open();
  await other.write(handle, Buffer.from('this\n'));
  await shows(handle, 'got this');
  expect((await other.screen(handle)).lines).toEqual((await home.runtime.screen(handle)).lines);
});
