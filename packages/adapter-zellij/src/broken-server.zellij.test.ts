import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { readProcessIdentity } from '@ao/adapter-kit';
import type { AttachmentFrame } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clock, createZellijHome, exitOf, shows, until, type ZellijHome, zellijPath } from './__fixtures__/zellij-home.ts';
import { locate } from './launch-location.ts';

describe.skipIf(zellijPath === null)('a server that does not serve', () => {
  let home: ZellijHome;
  beforeEach(async () => void (home = await createZellijHome()));
  afterEach(() => home.remove());

  test('a killed server ends its own terminal only, with evidence, and viewers are told', async () => {
    const victim = await home.run('echo up; exec sleep 600');
    const neighbour = await home.run('echo up; exec sleep 600');
    const frames: AttachmentFrame['type'][] = [];
    await home.runtime.attach(victim.handle, { onFrame: ({ type }) => void frames.push(type), onLost: () => {} });
    process.kill((await home.attendantsOf(victim.handle)).server, 'SIGKILL');
    expect(await exitOf(home.runtime, victim.handle)).toMatchObject({ code: null, evidence: 'process_gone' });
    await until(
      () => frames.at(-1),
      (type) => type === 'exit',
    );
    expect((await home.runtime.screen(victim.handle)).exact).toBe(false);
    expect((await home.runtime.probe([neighbour.handle]))[0]?.state).toBe('alive');
    await expect(home.runtime.write(victim.handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
    expect(await home.runtime.destroy(victim.handle, { graceMs: 100 })).toEqual({ alreadyGone: true, survivors: [] });
  });

  test('a program that outlives its server is alive, cannot be asked, and can be ended', async () => {
    const { handle } = await home.run(`trap '' HUP; echo up; while :; do sleep 0.1; done`);
    await shows(home.runtime, handle, 'up');
    process.kill((await home.attendantsOf(handle)).server, 'SIGKILL');
    await clock.sleep(300);
    expect((await home.runtime.probe([handle]))[0]?.state).toBe('alive');
    await expect(home.runtime.screen(handle)).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    await expect(home.runtime.write(handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    expect(await home.runtime.destroy(handle, { graceMs: 100 })).toEqual({ alreadyGone: false, survivors: [] });
  });

  test('a stopped server is said to be unavailable within bounds, and its terminal can be ended', async () => {
    const { handle } = await home.run('echo up; exec sleep 600');
    await shows(home.runtime, handle, 'up');
    process.kill((await home.attendantsOf(handle)).server, 'SIGSTOP');
    const startedAt = performance.now();
    const answers = await Promise.allSettled([
      home.runtime.screen(handle),
      home.runtime.lines(handle, 5),
      home.runtime.write(handle, Buffer.from('x')),
      home.runtime.resize(handle, { columns: 50, rows: 10 }),
      home.runtime.attach(handle, { onFrame: () => {}, onLost: () => {} }),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    for (const answer of answers) expect.soft(answer).toMatchObject({ status: 'rejected', reason: { code: 'RUNTIME_UNAVAILABLE' } });
    expect((await home.runtime.probe([handle]))[0]?.state).toBe('alive');
    expect(await home.runtime.destroy(handle, { graceMs: 200 })).toEqual({ alreadyGone: false, survivors: [] });
    expect((await home.runtime.probe([handle]))[0]?.state).toBe('dead');
  });

  test('a stale socket of the name, and one that says nonsense, do not disturb a creation', async () => {
    const ids = { sessionId: 'stale-1' as never, launchId: 'a' as never };
    const places = { directory: join(home.directory, 'zellij'), socketDirectory: join(home.directory, 'run') };
    const path = locate(places, home.runtime.handleFor(ids.sessionId, ids.launchId))?.socketPath ?? '';
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
    const { handle } = await home.run('echo up; exec sleep 600', ids);
    await shows(home.runtime, handle, 'up');
    await home.runtime.destroy(handle, { graceMs: 0 });
    await mkdir(dirname(path), { recursive: true });
    const nonsense = createServer((socket) => socket.end('this is no message of zellij at all'));
    await new Promise<void>((resolve) => nonsense.listen(path, resolve));
    await home.runtime.forget(handle);
    await expect(home.run('echo up; exec sleep 600', ids)).resolves.toMatchObject({ handle });
    nonsense.close();
  });

  test('when the keeper is killed the program ends with it, and the end is known without a record', async () => {
    const { handle, process: program } = await home.run('echo up; exec sleep 600');
    process.kill((await home.attendantsOf(handle)).keeper, 'SIGKILL');
    expect(await exitOf(home.runtime, handle)).toMatchObject({ code: null, signal: null, evidence: 'process_gone' });
    expect((await readProcessIdentity(program.pid))?.startTime).not.toBe(program.startTime);
    expect(await home.runtime.destroy(handle, { graceMs: 0 })).toMatchObject({ survivors: [] });
    await home.runtime.forget(handle);
    expect(await home.runtime.list()).toEqual([]);
  });

  test('a creation that is given up leaves neither processes nor files', async () => {
    const ids = { sessionId: 'given-up' as never, launchId: 'a' as never };
    for (const delayMs of [0, 30, 80, 150, 250]) {
      const stop = new AbortController();
      const creation = home.runtime.create(
        {
          ...ids,
          argv: ['/bin/sh', '-c', 'sleep 600 & sleep 600'],
          cwd: home.directory,
          env: { PATH: '/usr/bin:/bin' },
          size: { columns: 80, rows: 24 },
        },
        stop.signal,
      );
      setTimeout(() => stop.abort(new Error('given up')), delayMs);
      const outcome = await creation.catch((error: unknown) => error);
      if (outcome instanceof Error) expect.soft(outcome.message).toBe('given up');
      else await home.runtime.destroy(home.runtime.handleFor(ids.sessionId, ids.launchId), { graceMs: 0 });
      await home.runtime.forget(home.runtime.handleFor(ids.sessionId, ids.launchId));
      expect(await home.runtime.list()).toEqual([]);
    }
  });
});
