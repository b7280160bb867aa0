import assert from 'node:assert/strict';
import { FOREIGN_HANDLE, type RuntimeCase } from './runtime-case.ts';
import { assertRefused, ended, eventually, probeOne } from './runtime-expectations.ts';

const STAYS = 'echo up; exec sleep 600';

/** What holds for terminals of every runtime, whatever runs in them. */
export const lifeCases: readonly RuntimeCase[] = [
  {
    name: 'a terminal has the handle that was foretold, and is alive with the process that was reported',
    needs: [],
    async run({ runtime, request }) {
      const wanted = request(STAYS);
      const foretold = runtime.handleFor(wanted.sessionId, wanted.launchId);
      assert.equal((await probeOne(runtime, foretold)).state, 'dead');
      const { handle, process } = await runtime.create(wanted);
      assert.equal(handle, foretold);
      assert.equal(runtime.handleFor(wanted.sessionId, wanted.launchId), foretold);
      const probe = await probeOne(runtime, handle);
      assert.equal(probe.state, 'alive');
      assert.deepEqual(probe.state === 'alive' ? probe.process : null, process);
      assert.ok((await runtime.list()).includes(handle));
    },
  },
  {
    name: 'a handle can be used once',
    needs: [],
    async run({ runtime, request }) {
      const wanted = request(STAYS);
      const { handle, process } = await runtime.create(wanted);
      await assertRefused(runtime.create(wanted), 'RUNTIME_CREATE_FAILED');
      const probe = await probeOne(runtime, handle);
      assert.deepEqual(probe.state === 'alive' ? probe.process : null, process, 'the first one is left alone');
    },
  },
  {
    name: 'probing answers in order, once for each handle, and knows what was never created',
    needs: [],
    async run({ runtime, request, run }) {
      const { handle } = await run(STAYS);
      const never = request(STAYS);
      const unborn = runtime.handleFor(never.sessionId, never.launchId);
      const probes = await runtime.probe([unborn, handle, FOREIGN_HANDLE, handle]);
      assert.deepEqual(
        probes.map((probe) => (probe.state === 'dead' ? probe.exit.evidence : probe.state)),
        ['runtime_gone', 'alive', 'runtime_gone', 'alive'],
      );
      assert.deepEqual(await runtime.probe([]), []);
    },
  },
  {
    name: 'destroying ends the program, and destroying again finds nothing to do',
    needs: [],
    async run({ runtime, run, request }) {
      const { handle } = await run(STAYS);
      assert.deepEqual(await runtime.destroy(handle, { graceMs: 5_000 }), { alreadyGone: false, survivors: [] });
      assert.equal((await probeOne(runtime, handle)).state, 'dead');
      assert.deepEqual(await runtime.destroy(handle, { graceMs: 5_000 }), { alreadyGone: true, survivors: [] });
      const never = request(STAYS);
      const unborn = runtime.handleFor(never.sessionId, never.launchId);
      assert.deepEqual(await runtime.destroy(unborn, { graceMs: 5_000 }), { alreadyGone: true, survivors: [] });
    },
  },
  {
    name: 'what has ended is known until it is forgotten; what runs is not forgotten',
    needs: [],
    async run({ runtime, run }) {
      const { handle } = await run(STAYS);
      await assertRefused(runtime.forget(handle), 'SESSION_NOT_ENDED');
      assert.equal((await probeOne(runtime, handle)).state, 'alive');
      await runtime.destroy(handle, { graceMs: 5_000 });
      assert.ok((await runtime.list()).includes(handle));
      await runtime.forget(handle);
      assert.equal((await runtime.list()).includes(handle), false);
      assert.equal((await ended(runtime, handle)).evidence, 'runtime_gone');
      await runtime.forget(handle);
    },
  },
  {
    name: 'a listener is told of an end once, and not after it has gone',
    needs: [],
    async run({ runtime, run }) {
      if (runtime.onExit === undefined) return;
      const heard: string[] = [];
      const gone: string[] = [];
      const subscription = runtime.onExit((handle) => heard.push(handle));
      const closed = runtime.onExit((handle) => gone.push(handle));
      closed.close();
      closed.close();
      const { handle } = await run(STAYS);
      await runtime.destroy(handle, { graceMs: 5_000 });
      await eventually(
        'the news of the end',
        () => heard.length,
        (count) => count > 0,
      );
      await ended(runtime, handle);
      assert.deepEqual(heard, [handle]);
      assert.deepEqual(gone, []);
      subscription.close();
    },
  },
  {
    name: 'an ended program takes no input, and a new size does not matter to it',
    needs: [],
    async run({ runtime, run }) {
      const { handle } = await run(STAYS);
      await runtime.destroy(handle, { graceMs: 5_000 });
      await assertRefused(runtime.write(handle, Buffer.from('x')), 'RUNTIME_GONE');
      await runtime.resize(handle, { columns: 90, rows: 20 });
    },
  },
  {
    name: 'handles of others are refused',
    needs: [],
    async run({ runtime }) {
      await assertRefused(runtime.write(FOREIGN_HANDLE, Buffer.from('x')), 'RUNTIME_GONE');
      await assertRefused(runtime.screen(FOREIGN_HANDLE), 'RUNTIME_GONE');
      await assertRefused(runtime.lines(FOREIGN_HANDLE, 1), 'RUNTIME_GONE');
      if (runtime.output !== undefined) await assertRefused(runtime.output(FOREIGN_HANDLE, 0, 1), 'RUNTIME_GONE');
      await assertRefused(runtime.attach(FOREIGN_HANDLE, { onFrame: () => {}, onLost: () => {} }), 'RUNTIME_GONE');
    },
  },
  {
    name: 'terminals outlive the one who made them, and the next one finds them',
    needs: [],
    async run({ run, reopen }) {
      const { handle, process } = await run(STAYS);
      const next = await reopen();
      const probe = await probeOne(next, handle);
      assert.deepEqual(probe.state === 'alive' ? probe.process : null, process);
      assert.ok((await next.list()).includes(handle));
      assert.deepEqual(await next.destroy(handle, { graceMs: 5_000 }), { alreadyGone: false, survivors: [] });
    },
  },
];
