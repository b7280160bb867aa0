import assert from 'node:assert/strict';
import { pictureOf } from './viewer-picture.ts';
import type { RuntimeCase } from './runtime-case.ts';
import { allOutput, attachViewer, ended, eventually, outputWith, pause } from './runtime-expectations.ts';

const needs = ['programs'] as const;
const ECHOES = 'stty -echo; echo ready; while read x; do echo "got $x"; done';

/** What viewers see. */
export const attachCases: readonly RuntimeCase[] = [
  {
    name: 'a viewer gets a picture at once and then all that comes, without gap or overlap',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES, { size: { columns: 50, rows: 6 } });
      await outputWith(runtime, handle, 'ready');
      const viewer = await attachViewer(runtime, handle);
      await eventually(
        'a picture',
        () => viewer.frames.length,
        (count) => count > 0,
      );
      const [first] = viewer.frames;
      assert.equal(first?.type, 'snapshot');
      if (first?.type !== 'snapshot') return;
      assert.match(Buffer.from(first.bytes).toString(), /ready/);
      assert.deepEqual(first.size, { columns: 50, rows: 6 });
      await runtime.write(handle, Buffer.from('one\ntwo\n'));
      await viewer.sees('got two');
      if (runtime.output !== undefined) assert.equal(viewer.data(), (await allOutput(runtime, handle)).slice(first.offset));
      viewer.attachment.close();
      viewer.attachment.close();
      const count = viewer.frames.length;
      await runtime.write(handle, Buffer.from('three\n'));
      await outputWith(runtime, handle, 'got three');
      await pause(50);
      assert.equal(viewer.frames.length, count, 'nothing comes after closing');
    },
  },
  {
    name: 'a viewer that knows where it was gets exactly what it missed, and no picture',
    needs: ['programs', 'output_history'],
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES);
      await outputWith(runtime, handle, 'ready');
      const { endOffset = 0 } = (await runtime.output?.(handle, 0, 1)) ?? {};
      await runtime.write(handle, Buffer.from('missed\n'));
      await outputWith(runtime, handle, 'got missed');
      const viewer = await attachViewer(runtime, handle, { resumeFrom: endOffset });
      await viewer.sees('got missed');
      await runtime.write(handle, Buffer.from('live\n'));
      await viewer.sees('got live');
      assert.equal(viewer.data(), 'got missed\r\ngot live\r\n');
      assert.equal(
        viewer.frames.some(({ type }) => type === 'snapshot'),
        false,
      );
      viewer.attachment.close();
    },
  },
  {
    name: 'a viewer that claims to have seen what was never printed gets a picture',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES);
      await outputWith(runtime, handle, 'ready');
      const viewer = await attachViewer(runtime, handle, { resumeFrom: 1_000_000 });
      await eventually(
        'a picture',
        () => viewer.frames[0]?.type,
        (type) => type === 'snapshot',
      );
      viewer.attachment.close();
    },
  },
  {
    name: 'several viewers see the same, and are told of new sizes',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES);
      await outputWith(runtime, handle, 'ready');
      const viewers = await Promise.all([1, 2, 3].map(() => attachViewer(runtime, handle)));
      for (const viewer of viewers)
        await eventually(
          'a picture',
          () => viewer.frames.length,
          (count) => count > 0,
        );
      await runtime.write(handle, Buffer.from('all\n'));
      await Promise.all(viewers.map((viewer) => viewer.sees('got all')));
      await runtime.resize(handle, { columns: 44, rows: 9 });
      for (const { frames, attachment } of viewers) {
        await eventually(
          'a size',
          () => frames.findLast(({ type }) => type === 'size'),
          (frame) => frame?.type === 'size' && frame.size.columns === 44,
        );
        attachment.close();
      }
    },
  },
  {
    name: 'a paused viewer gets nothing, holds nobody up, and is up to date when it goes on',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES);
      await outputWith(runtime, handle, 'ready');
      const [slow, other] = [await attachViewer(runtime, handle), await attachViewer(runtime, handle)];
      await eventually(
        'pictures',
        () => slow.frames.length * other.frames.length,
        (count) => count > 0,
      );
      slow.attachment.pause();
      const count = slow.frames.length;
      await runtime.write(handle, Buffer.from('while paused\n'));
      await other.sees('got while paused');
      await pause(50);
      assert.equal(slow.frames.length, count);
      slow.attachment.resume();
      await slow.sees('got while paused');
      slow.attachment.close();
      other.attachment.close();
    },
  },
  {
    name: 'the end is the last thing a viewer hears of',
    needs: ['programs', 'exit_facts'],
    async run({ runtime, run }) {
      const { handle } = await run('echo ready; read x; echo bye; exit 3');
      await outputWith(runtime, handle, 'ready');
      const viewer = await attachViewer(runtime, handle);
      await eventually(
        'a picture',
        () => viewer.frames.length,
        (count) => count > 0,
      );
      await runtime.write(handle, Buffer.from('\n'));
      const last = await eventually(
        'the end',
        () => viewer.frames.at(-1),
        (frame) => frame?.type === 'exit',
      );
      if (runtime.output === undefined) assert.match(viewer.drawn(), /bye/);
      else assert.match(viewer.data(), /bye\r\n$/);
      assert.deepEqual(last?.type === 'exit' ? [last.exit.code, last.exit.signal] : null, [3, null]);
      assert.deepEqual(viewer.lost, []);
    },
  },
  {
    name: 'a viewer that comes after the end gets the last picture and the end',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('echo too late; read end');
      await outputWith(runtime, handle, 'too late');
      await runtime.write(handle, Buffer.from('\r'));
      await ended(runtime, handle);
      const viewer = await attachViewer(runtime, handle);
      await eventually(
        'the end',
        () => viewer.frames.at(-1)?.type,
        (type) => type === 'exit',
      );
      assert.deepEqual(
        viewer.frames.map(({ type }) => type),
        ['snapshot', 'exit'],
      );
      const [picture] = viewer.frames;
      assert.match(picture?.type === 'snapshot' ? Buffer.from(picture.bytes).toString() : '', /too late/);
    },
  },
  {
    name: 'what a viewer has drawn is what the screen shows: after drawing, pausing and a new size',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(
        `stty -echo; i=0; while [ $i -lt 30 ]; do echo "row $i"; i=$((i+1)); done; printf '\\033[3;5H\\033[31mred\\033[0m\\033[20;1Hready';
         while read x; do printf '\\033[2J\\033[H\\033[32m%s\\033[0m\\r\\n漢字 e\\314\\201 done %s' "$x" "$x"; done`,
        { size: { columns: 60, rows: 20 } },
      );
      await outputWith(runtime, handle, 'ready');
      const viewer = await attachViewer(runtime, handle);
      const agrees = async () =>
        eventually(
          'the picture of the viewer',
          async () => ({ drawn: await pictureOf(viewer.frames), shown: (await runtime.screen(handle)).lines }),
          ({ drawn, shown }) => drawn.join('\n') === shown.join('\n'),
        );
      await agrees();
      await runtime.write(handle, Buffer.from('first\r'));
      await viewer.sees('done first');
      await agrees();
      viewer.attachment.pause();
      await runtime.write(handle, Buffer.from('second\r'));
      await outputWith(runtime, handle, 'done second');
      viewer.attachment.resume();
      await viewer.sees('done second');
      await agrees();
      await runtime.resize(handle, { columns: 50, rows: 12 });
      await runtime.write(handle, Buffer.from('third\r'));
      await viewer.sees('done third');
      await agrees();
      viewer.attachment.close();
    },
  },
  {
    name: 'the size belongs to whoever resizes: viewers that come and go do not change it',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(ECHOES, { size: { columns: 77, rows: 19 } });
      await outputWith(runtime, handle, 'ready');
      const sizeNow = async () => (await runtime.screen(handle)).size;
      const first = await attachViewer(runtime, handle);
      const second = await attachViewer(runtime, handle);
      await eventually(
        'pictures',
        () => first.frames.length * second.frames.length,
        (count) => count > 0,
      );
      assert.deepEqual(await sizeNow(), { columns: 77, rows: 19 });
      await runtime.resize(handle, { columns: 101, rows: 33 });
      await eventually('the new size', sizeNow, ({ columns, rows }) => columns === 101 && rows === 33);
      first.attachment.close();
      second.attachment.close();
      await pause(50);
      assert.deepEqual(await sizeNow(), { columns: 101, rows: 33 });
    },
  },
];
