import assert from 'node:assert/strict';
import type { RuntimeCase } from './runtime-case.ts';
import { ended, eventually, outputWith, probeOne } from './runtime-expectations.ts';

const CROWD = 50;
/** Runtimes are asked for a few terminals at a time, as a daemon does. */
const AT_ONCE = 5;
/** A probe of a runtime that does not answer must itself answer within this; nothing waits for it when all is well. */
const LONGEST_PROBE_MS = 12_000;

/** How terminals live side by side, and what is said when nobody can look at them. */
export const crowdCases: readonly RuntimeCase[] = [
  {
    name: 'fifty terminals live side by side, are probed in one call, and each is only itself',
    needs: ['programs'],
    async run({ runtime, request }) {
      const wanted = Array.from({ length: CROWD }, (_, index) =>
        request(`stty -echo; echo "this is ${index}."; read x; echo "got $x"; exec sleep 600`),
      );
      const waiting = [...wanted];
      const createAll = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runtime.create(next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, createAll));
      const handles = wanted.map(({ sessionId, launchId }) => runtime.handleFor(sessionId, launchId));
      assert.equal(new Set(handles).size, CROWD);
      const probes = await runtime.probe(handles);
      assert.deepEqual(
        probes.map(({ state }) => state),
        handles.map(() => 'alive'),
      );
      assert.equal(new Set(probes.map((probe) => (probe.state === 'alive' ? probe.process.pid : 0))).size, CROWD);
      const listed = await runtime.list();
      assert.deepEqual(
        handles.filter((handle) => !listed.includes(handle)),
        [],
      );

      const [first, last] = [handles[1] ?? assert.fail(), handles[11] ?? assert.fail()];
      await outputWith(runtime, first, 'this is 1.');
      await outputWith(runtime, last, 'this is 11.');
      await runtime.write(first, Buffer.from('only here\r'));
      await outputWith(runtime, first, 'got only here');
      for (const other of handles) if (other !== first) assert.doesNotMatch((await runtime.lines(other, 50)).join('\n'), /only here/);

      const leaving = [...handles];
      const destroyAll = async () => {
        for (let next = leaving.shift(); next !== undefined; next = leaving.shift()) {
          assert.deepEqual(await runtime.destroy(next, { graceMs: 2_000 }), { alreadyGone: false, survivors: [] });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, destroyAll));
      assert.deepEqual(
        (await runtime.probe(handles)).map(({ state }) => state),
        handles.map(() => 'dead'),
      );
    },
  },
  {
    name: 'destroying one terminal leaves its neighbours alone, also one whose name begins the same',
    needs: [],
    async run({ runtime, request }) {
      const short = request('echo up; exec sleep 600');
      const long = { ...request('echo up; exec sleep 600'), sessionId: `${short.sessionId}0` as typeof short.sessionId };
      const kept = await runtime.create(long);
      const ended = await runtime.create(short);
      await runtime.destroy(ended.handle, { graceMs: 2_000 });
      await runtime.forget(ended.handle);
      const probe = await probeOne(runtime, kept.handle);
      assert.deepEqual(probe.state === 'alive' ? probe.process : null, kept.process);
    },
  },
  {
    name: 'a program that is killed from outside is dead, with evidence',
    needs: ['programs'],
    async run({ runtime, run }) {
      const { handle, process: program } = await run('echo up; exec sleep 600');
      process.kill(program.pid, 'SIGKILL');
      const exit = await ended(runtime, handle);
      assert.notEqual(exit.evidence, 'runtime_gone', 'the terminal is still known');
      assert.equal(exit.code, null);
    },
  },
  {
    name: 'what cannot be looked at is unknown and never dead, and is alive again afterwards',
    needs: ['programs', 'break_down'],
    async run({ runtime, run, breakDown }) {
      assert.ok(breakDown !== null, 'a suite without `breakDown` lacks "break_down"');
      const created = [await run('echo up; exec sleep 600'), await run('echo up; exec sleep 600')];
      const handles = created.map(({ handle }) => handle);
      const mend = await breakDown();
      try {
        const startedAt = performance.now();
        const probes = await runtime.probe(handles);
        assert.ok(performance.now() - startedAt < LONGEST_PROBE_MS, 'a probe does not wait for ever');
        for (const probe of probes) assert.notEqual(probe.state, 'dead');
      } finally {
        await mend();
      }
      for (const { handle, process } of created) {
        const probe = await eventually(
          'the terminal',
          () => probeOne(runtime, handle),
          ({ state }) => state !== 'unknown',
        );
        assert.deepEqual(probe.state === 'alive' ? probe.process : probe, process);
      }
    },
  },
];
