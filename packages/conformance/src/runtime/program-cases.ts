import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimeHandle } from '@ao/domain';
import type { RuntimeV1 } from '@ao/ports';
import type { RuntimeCase } from './runtime-case.ts';
import { allOutput, assertPrinted, assertRefused, ended, eventually, outputWith, pause, probeOne } from './runtime-expectations.ts';

const needs = ['programs'] as const;

/** Variables a runtime may add: for the terminal, and one of its own by which it finds its processes. */
const MAY_BE_ADDED = /^(?:TERM|COLORTERM|PWD|SHLVL|_|OLDPWD|AO_[A-Z_]+)=/;

const MANY_LINES = 'i=0; while [ $i -lt 2000 ]; do echo "line $i"; i=$((i+1)); done; echo last';
const ALL_PRINTED = `${Array.from({ length: 2000 }, (_, line) => `line ${line}\r\n`).join('')}last\r\n`;

/** The last of it that every runtime must have kept, whose scrollback may end somewhere. */
function expectedLast({ output }: RuntimeV1): string {
  return output === undefined ? ALL_PRINTED.slice(ALL_PRINTED.indexOf('line 1500')) : ALL_PRINTED;
}

async function lastPrinted(runtime: RuntimeV1, handle: RuntimeHandle): Promise<string> {
  return (await allOutput(runtime, handle)).slice(-expectedLast(runtime).length);
}

/** How programs are run, and what of it is told. */
export const programCases: readonly RuntimeCase[] = [
  {
    name: 'a program gets its arguments as they are, and no shell in between',
    needs,
    async run({ runtime, run }) {
      const odd = ['two words', '', 'quo"te\'s', '$HOME `id` *', 'new\nline', 'ünïcödé 漢字 🙂', '-x', '\\'];
      const { handle } = await run('', {
        argv: ['/bin/sh', '-c', 'for a; do printf "<%s>" "$a"; done; echo .; exec sleep 600', 'sh', ...odd],
      });
      const expected = odd.map((argument) => `<${argument}>`).join('');
      await outputWith(runtime, handle, '>.');
      await assertPrinted(runtime, handle, `${expected}.\n`.replaceAll('\n', '\r\n'));
    },
  },
  {
    name: 'a program gets the environment it was given, and nothing of ours',
    needs,
    async run({ runtime, run }) {
      const env = { PATH: '/usr/bin:/bin', GREETING: 'grüß dich  ', EMPTY: '', 'ODD.NAME': 'x=y' };
      process.env['AO_CONFORMANCE_LEAK'] = 'leaked';
      // A shell would add to it, and leave out what is no name for it.
      const argv = ['/usr/bin/find', '.', '-prune', '-exec', 'env', ';', '-exec', 'echo', '.over', ';', '-exec', 'sleep', '600', ';'];
      const { handle } = await run('', { env, argv }).finally(() => delete process.env['AO_CONFORMANCE_LEAK']);
      const output = Buffer.from(await outputWith(runtime, handle, '.over'), 'latin1').toString();
      const lines = output.slice(0, output.indexOf('\r\n.over')).split('\r\n');
      const given = Object.entries(env).map(([name, value]) => `${name}=${value}`);
      const visible = (line: string) => (runtime.output === undefined ? line.trimEnd() : line);
      const others = lines.filter((line) => !MAY_BE_ADDED.test(line)).map(visible);
      assert.deepEqual(others.toSorted(), given.map(visible).toSorted());
      assert.ok(lines.some((line) => line.startsWith('TERM=')));
      assert.equal(output.includes('leaked'), false);
    },
  },
  {
    name: 'a terminal type that was asked for is kept',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('echo "[$TERM]"; exec sleep 600', { env: { PATH: '/usr/bin:/bin', TERM: 'vt100' } });
      await outputWith(runtime, handle, '[vt100]');
    },
  },
  {
    name: 'a program runs where it was told to, whatever the folder is called',
    needs,
    async run({ runtime, run, directory }) {
      const cwd = join(directory, 'a folder, "ünïcödé" $HOME');
      await mkdir(cwd);
      const { handle } = await run('touch here; pwd; echo .; exec sleep 600', { cwd, size: { columns: 300, rows: 24 } });
      await outputWith(runtime, handle, '\r\n.');
      await assertPrinted(runtime, handle, `${cwd}\r\n.\r\n`);
    },
  },
  {
    name: 'a program gets no open files but its terminal',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(
        'for f in 3 4 5 6 7 8 9; do [ -e /dev/fd/$f ] && : <&$f && echo "open $f"; done 2>/dev/null; echo done; exec sleep 600',
      );
      assert.equal((await outputWith(runtime, handle, 'done')).includes('open'), false);
    },
  },
  {
    name: 'what cannot be started is refused with the reason, and leaves nothing behind',
    needs,
    async run({ runtime, request, directory }) {
      const notExecutable = join(directory, 'not-executable');
      await writeFile(notExecutable, 'text');
      const badInterpreter = join(directory, 'bad-interpreter');
      await writeFile(badInterpreter, '#!/no/such/interpreter\n', { mode: 0o755 });
      const attempts = [
        { argv: [join(directory, 'missing')] },
        { argv: [notExecutable] },
        { argv: [badInterpreter] },
        { argv: [directory] },
        { argv: ['sh'] },
        { argv: [] },
        { cwd: join(directory, 'no-such-folder') },
      ];
      for (const changes of attempts) {
        const wanted = request('true', changes);
        const error = await assertRefused(runtime.create(wanted), 'RUNTIME_CREATE_FAILED');
        assert.ok(error.message.length > 20);
        const probe = await probeOne(runtime, runtime.handleFor(wanted.sessionId, wanted.launchId));
        assert.equal(probe.state === 'dead' ? probe.exit.evidence : probe.state, 'runtime_gone');
      }
      assert.deepEqual(await runtime.list(), []);
    },
  },
  {
    name: 'a program that ends at once was created all the same, and its end is exact',
    needs: ['programs', 'exit_facts'],
    async run({ runtime, run }) {
      for (const code of [0, 1, 7, 255]) {
        const { handle } = await run(`exit ${code}`);
        const { at, ...exit } = await ended(runtime, handle);
        assert.deepEqual(exit, { code, signal: null, evidence: 'exit_record' });
        assert.ok(Math.abs(at - Date.now()) < 60_000);
      }
    },
  },
  {
    name: 'a program that dies of a signal is told by the name of the signal',
    needs: ['programs', 'exit_facts', 'exit_signals'],
    async run({ runtime, run }) {
      for (const signal of ['KILL', 'TERM', 'SEGV']) {
        const { handle } = await run(`kill -${signal} $$`);
        const { code, signal: told } = await ended(runtime, handle);
        assert.deepEqual({ code, told }, { code: null, told: `SIG${signal}` });
      }
    },
  },
  {
    name: 'what a program printed right before its end is all there',
    needs: ['programs', 'last_words'],
    async run({ runtime, run }) {
      const { handle } = await run(MANY_LINES);
      await ended(runtime, handle);
      assert.equal(await lastPrinted(runtime, handle), expectedLast(runtime));
    },
  },
  {
    name: 'of what a program printed right before its end nothing in between is missing',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(MANY_LINES);
      await ended(runtime, handle);
      assert.ok(ALL_PRINTED.includes((await allOutput(runtime, handle)).trimEnd()));
    },
  },
  {
    name: 'what a program printed stays there after its end',
    needs,
    async run({ runtime, run, reopen }) {
      const { handle } = await run(`stty -echo; ${MANY_LINES}; read end`);
      await outputWith(runtime, handle, 'last');
      await runtime.write(handle, Buffer.from('\r'));
      await ended(runtime, handle);
      assert.equal(await lastPrinted(runtime, handle), expectedLast(runtime));
      assert.deepEqual(await runtime.lines(handle, 2), ['line 1999', 'last']);
      const next = await reopen();
      assert.equal(await lastPrinted(next, handle), expectedLast(next));
      assert.deepEqual(await next.lines(handle, 2), ['line 1999', 'last']);
    },
  },
  {
    name: 'destroying ends all that a program has started, whatever it did to get away',
    needs,
    async run({ runtime, run, directory }) {
      const ticks = join(directory, 'ticks');
      const tick = (name: string) => `while :; do echo ${name} >> ${ticks}; sleep 0.05; done`;
      const { handle } = await run(
        [
          `(${tick('child')}) &`,
          `setsid sh -c '${tick('session')}' &`,
          `(setsid sh -c '(${tick('orphan')}) & exit' &)`,
          `nohup sh -c '${tick('nohup')}' > /dev/null 2>&1 &`,
          `(trap '' TERM HUP INT; ${tick('stubborn')}) &`,
          'echo started; wait',
        ].join('\n'),
        { cwd: directory },
      );
      await outputWith(runtime, handle, 'started');
      await pause(300);
      assert.deepEqual(await runtime.destroy(handle, { graceMs: 300 }), { alreadyGone: false, survivors: [] });
      await writeFile(ticks, '');
      await pause(300);
      assert.equal(await readFile(ticks, 'utf8'), '', 'nothing ticks any more');
    },
  },
  {
    name: 'destroying ends what a program has left behind when it had ended by itself',
    needs,
    async run({ runtime, run, directory }) {
      const ticks = join(directory, 'ticks');
      const { handle } = await run(`setsid sh -c 'while :; do echo x >> ${ticks}; sleep 0.05; done' & sleep 0.2; exit 0`);
      await ended(runtime, handle);
      assert.deepEqual(await runtime.destroy(handle, { graceMs: 2_000 }), { alreadyGone: false, survivors: [] });
      await writeFile(ticks, '');
      await pause(200);
      assert.equal(await readFile(ticks, 'utf8'), '');
    },
  },
  {
    name: 'destroying a program that goes willingly does not wait out the grace time',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('exec sleep 600');
      const startedAt = performance.now();
      await runtime.destroy(handle, { graceMs: 10_000 });
      assert.ok(performance.now() - startedAt < 5_000);
      await eventually(
        'the end',
        () => probeOne(runtime, handle),
        ({ state }) => state === 'dead',
      );
    },
  },
];
