import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { RuntimeHandle } from '@ao/domain';
import type { AttachmentFrame } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPtyHome, exitOf, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';
import { encodeFrame, encodeJson } from './protocol/frame-codec.ts';
import { FRAME } from './protocol/frame-type.ts';

const MEGABYTE = 1024 * 1024;

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome()));
afterEach(() => home.remove());

/** Memory of a process that is its own, in bytes. */
async function privateBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return 1024 * [...rollup.matchAll(/^Private_\w+:\s+(\d+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
}

async function logBytes(handle: RuntimeHandle): Promise<number> {
  const folder = home.folderOf(handle);
  const names = (await readdir(folder)).filter((name) => name.startsWith('output.'));
  // One may be dropped between the two looks.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('300 short runs: every exit code is exact and no byte is lost', async () => {
  const results: { readonly code: number | null; readonly output: string }[] = [];
  const expected: typeof results = [];
  for (let round = 0; round < 60; round += 1) {
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (lane) => {
        const run = round * 5 + lane;
        const lines = (run * 7) % 500;
        const { handle } = await home.run(
          `i=0; while [ $i -lt ${lines} ]; do echo "run ${run} $i"; i=$((i+1)); done; printf end; exit ${run % 256}`,
        );
        const { code } = await exitOf(home.runtime, handle);
        results[run] = { code, output: (await outputOf(home.runtime, handle)).toString() };
        expected[run] = { code: run % 256, output: `${Array.from({ length: lines }, (_, line) => `run ${run} ${line}\r\n`).join('')}end` };
        await home.runtime.forget(handle);
      }),
    );
  }
  expect(results).toEqual(expected);
}, 180_000);

test('a paste of 8 MB arrives intact, while the program also prints', async () => {
  const paste = Buffer.alloc(8 * MEGABYTE);
  for (let at = 0; at < paste.length; at += 1) paste[at] = (at * 31 + (at >> 8)) & 0xff;
  const { handle } = await home.run(`stty raw -echo; echo ready; head -c ${paste.length} | sha256sum; exec sleep 600`);
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes('ready'),
  );
  await home.runtime.write(handle, paste);
  const digest = createHash('sha256').update(paste).digest('hex');
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes(digest),
  );
});

test('a burst of 200 MB leaves little on the disk and in memory, and the right screen', async () => {
  // Written by a program that writes as fast as the terminal takes it.
  const script = `head -c 200000000 /dev/zero | tr '\\0' 'x' | fold -w 79; printf '\\033[2J\\033[Hthe end'; read x; exit 9`;
  const { handle } = await home.run(script);
  const host = await home.hostPid(handle);
  let viewed = 0;
  const viewer = await home.runtime.attach(handle, {
    onFrame: (frame) => void (viewed += frame.type === 'data' ? frame.bytes.length : 0),
    onLost: () => {},
  });
  const startedAt = performance.now();
  let peak = 0;
  const end = await until(
    async () => {
      peak = Math.max(peak, await privateBytes(host));
      expect(await logBytes(handle)).toBeLessThanOrEqual(20 * MEGABYTE);
      return (await home.runtime.output(handle, 0, 0)).endOffset;
    },
    (offset) => offset > 200_000_000,
    120_000,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const screen = await until(
    () => home.runtime.screen(handle),
    ({ lines }) => lines[0] === 'the end',
    60_000,
  );
  expect(screen.lines.slice(0, 2)).toEqual(['the end', '']);
  expect(viewed).toBeGreaterThan(10_000_000);
  expect(peak).toBeLessThan(80 * MEGABYTE);
  viewer.close();
  await home.runtime.write(handle, Buffer.from('\n'));
  expect((await exitOf(home.runtime, handle)).code).toBe(9);
  process.stdout.write(`burst: ${(end / 1e6 / seconds).toFixed(1)} MB/s, host peak ${(peak / MEGABYTE).toFixed(1)} MB\n`);
}, 240_000);

test('a viewer that never reads on holds up neither the program nor the others, and then sees the present', async () => {
  const { handle } = await home.run(
    `read x; head -c 20000000 /dev/zero | tr '\\0' 'y' | fold -w 79; printf '\\r\\ndone\\r\\n'; exec sleep 600`,
  );
  const frames: AttachmentFrame[] = [];
  const slow = await home.runtime.attach(handle, { onFrame: (frame) => frames.push(frame), onLost: () => {} });
  await until(
    () => frames.length,
    (count) => count > 0,
  );
  slow.pause();
  const seen = frames.length;
  let other = '';
  const fast = await home.runtime.attach(handle, {
    onFrame: (frame) => void (other = frame.type === 'data' ? (other + Buffer.from(frame.bytes).toString('latin1')).slice(-100) : other),
    onLost: () => {},
  });
  await home.runtime.write(handle, Buffer.from('\n'));
  await until(
    () => other,
    (text) => text.includes('done'),
    60_000,
  );
  expect(frames.length).toBe(seen);
  slow.resume();
  // A picture takes as much as can be drawn within a second, on a busy machine not all; the rest follows it.
  await until(
    () => frames.slice(seen).map((frame) => ('bytes' in frame ? Buffer.from(frame.bytes).toString('latin1') : '')),
    (texts) => texts.join('').includes('done'),
  );
  expect(frames[seen]?.type).toBe('snapshot');
  slow.close();
  fast.close();
}, 120_000);

test('a client that stops reading its socket is cut off, and nobody else notices', async () => {
  const { handle } = await home.run(
    `read x; head -c 30000000 /dev/zero | tr '\\0' 'z' | fold -w 79; printf '\\r\\ndone\\r\\n'; exec sleep 600`,
  );
  const record = JSON.parse(await readFile(join(home.folderOf(handle), 'host.json'), 'utf8')) as { readonly socketPath: string };
  const deaf = connect(record.socketPath);
  deaf.write(Buffer.concat([encodeJson(FRAME.clientHello, { protocol: 1, oldestProtocol: 1 }), encodeFrame(FRAME.subscribe)]));
  await new Promise((resolve) => deaf.once('readable', resolve));
  const before = await privateBytes(await home.hostPid(handle));
  await home.runtime.write(handle, Buffer.from('\n'));
  await until(
    () => home.runtime.lines(handle, 1),
    ([line]) => line === 'done',
    60_000,
  );
  expect((await privateBytes(await home.hostPid(handle))) - before).toBeLessThan(40 * MEGABYTE);
  deaf.destroy();
}, 120_000);

test('who speaks no protocol, or a wrong one, loses its own connection only', async () => {
  const { handle } = await home.run('cat');
  const record = JSON.parse(await readFile(join(home.folderOf(handle), 'host.json'), 'utf8')) as { readonly socketPath: string };
  const rubbish = [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    encodeFrame(FRAME.subscribe),
    Buffer.alloc(100, 0xff),
    encodeFrame(FRAME.clientHello, Buffer.from('{')),
  ];
  for (const bytes of rubbish) {
    const client = connect(record.socketPath);
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.on('error', () => {});
    client.resume();
    client.write(bytes);
    await closed;
  }
  await home.runtime.write(handle, Buffer.from('still here\n'));
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes('still here\r\nstill here'),
  );
});

test('fifty lives leave no process, no descriptor, no file behind', async () => {
  const openFiles = async () => (await readdir('/proc/self/fd')).length;
  const hosts: number[] = [];
  const cycle = async () => {
    const { handle } = await home.run('echo up; sleep 600 & exec sleep 600');
    hosts.push(await home.hostPid(handle));
    await home.runtime.screen(handle);
    expect((await home.runtime.destroy(handle, { graceMs: 1_000 })).survivors).toEqual([]);
    await home.runtime.forget(handle);
  };
  await cycle();
  const before = await openFiles();
  for (let round = 0; round < 50; round += 1) await cycle();
  // Log files stay open for a second after the last read.
  await until(openFiles, (count) => count <= before + 2, 10_000);
  expect(hosts.filter((pid) => isRunning(pid))).toEqual([]);
  expect(await readdir(join(home.directory, 'run'))).toEqual([]);
  expect(await readdir(join(home.directory, 'terminals'))).toEqual([]);
}, 120_000);

test('probing fifty terminals takes milliseconds', async () => {
  const handles: RuntimeHandle[] = [];
  for (let index = 0; index < 10; index += 1) handles.push((await home.run('exec sleep 600')).handle);
  const fifty = handles.flatMap((handle) => [handle, handle, handle, handle, handle]);
  await home.runtime.probe(fifty);
  const startedAt = performance.now();
  const probes = await home.runtime.probe(fifty);
  expect(probes.every(({ state }) => state === 'alive')).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
