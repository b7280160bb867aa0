import { createSystemClock } from '@ao/adapter-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HostStatus } from '../protocol/host-messages.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogReader } from './log-reader.ts';
import { openOutputCursor, type OutputCursor } from './output-cursor.ts';
import { createOutputSource } from './output-source.ts';

/** What may happen to a terminal and to a reader of it. */
type Step =
  | { readonly do: 'print'; readonly bytes: number }
  | { readonly do: 'store'; readonly bytes: number }
  | { readonly do: 'lose'; readonly bytes: number }
  | { readonly do: 'resize'; readonly columns: number }
  | { readonly do: 'subscribe' | 'cut' | 'pause' | 'resume' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('print' as const), bytes: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('store' as const), bytes: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resize' as const), columns: fc.integer({ min: 2, max: 200 }) }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>({ do: 'subscribe' }, { do: 'cut' }, { do: 'pause' }, { do: 'resume' }, { do: 'wait' }, { do: 'wait' }),
  },
);
const losingStep = fc.oneof(
  { weight: 5, arbitrary: step },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), bytes: fc.integer({ min: 1, max: 60 }) }) },
);

/** The byte at an offset of the output; neighbours differ, so that a gap or a repetition shows. */
const byteAt = (offset: number) => (offset * 7 + (offset >> 8)) & 0xff;
const bytesAt = (offset: number, length: number) => Buffer.from(Array.from({ length }, (_, index) => byteAt(offset + index)));

/** A host in memory: what was printed, what of it is stored, what is lost. */
function createTerminalInMemory() {
  let printed = 0;
  let logged = 0;
  const lost: { readonly from: number; readonly to: number }[] = [];
  const isLost = (offset: number) => lost.some(({ from, to }) => offset >= from && offset < to);
  const log: LogReader = {
    async read(fromOffset, maxBytes) {
      await Promise.resolve();
      let offset = fromOffset;
      while (offset < logged && isLost(offset)) offset += 1;
      let end = offset;
      while (end < Math.min(logged, offset + maxBytes) && !isLost(end)) end += 1;
      return end === offset ? { bytes: Buffer.alloc(0), offset: fromOffset } : { bytes: bytesAt(offset, end - offset), offset };
    },
    extent: async () => ({ oldestOffset: 0, endOffset: logged }),
  };
  return {
    log,
    printed: () => printed,
    logged: () => logged,
    print: (count: number) => void (printed += count),
    store: (count: number) => void (logged = Math.min(printed, logged + count)),
    lose(count: number) {
      const to = Math.min(printed, logged + count);
      lost.push({ from: logged, to });
      logged = to;
    },
    isLost,
    status: async () => ({ offset: printed, loggedOffset: logged }) as HostStatus,
  };
}

async function play(steps: readonly Step[]) {
  const directory = mkdtempSync(join(tmpdir(), 'ao-output-'));
  writeFileSync(join(directory, 'resizes'), '0 80 24\n');
  const terminal = createTerminalInMemory();
  const source = createOutputSource({ directory, log: terminal.log, clock: createSystemClock(), askStatus: terminal.status });
  await source.begin();
  const seen: string[] = [];
  const expectedSizes: string[] = ['0:80'];
  let position = 0;
  let ended = false;
  const cursor: OutputCursor = openOutputCursor(
    source,
    source.placeAt(0),
    {
      onData(bytes, offset) {
        expect(offset).toBe(position);
        expect(Buffer.from(bytes).equals(bytesAt(offset, bytes.length))).toBe(true);
        position += bytes.length;
      },
      onSize: ({ size }) => void seen.push(`${position}:${size.columns}`),
      onGap(toOffset) {
        expect(toOffset).toBeGreaterThan(position);
        for (let offset = position; offset < toOffset; offset += 1) expect(terminal.isLost(offset)).toBe(true);
        position = toOffset;
      },
      onEnd: () => void (ended = true),
      onFailure(error) {
        throw error;
      },
    },
    30,
  );
  cursor.resume();
  let isLive = false;
  let paused = false;
  for (const next of steps) {
    if (next.do === 'print') {
      const offset = terminal.printed();
      terminal.print(next.bytes);
      if (isLive) source.pushLive(offset, bytesAt(offset, next.bytes));
    } else if (next.do === 'store') terminal.store(next.bytes);
    else if (next.do === 'lose') terminal.lose(next.bytes);
    else if (next.do === 'resize') {
      expectedSizes.push(`${terminal.printed()}:${next.columns}`);
      source.pushSize({ offset: terminal.printed(), size: { columns: next.columns, rows: 24 } });
    } else if (next.do === 'subscribe') {
      isLive = true;
      source.startLive(terminal.printed());
    } else if (next.do === 'cut') {
      isLive = false;
      source.stopLive();
    } else if (next.do === 'pause') {
      paused = true;
      cursor.pause();
      const before = position;
      await Promise.resolve();
      expect(position).toBe(before);
    } else if (next.do === 'resume') {
      paused = false;
      cursor.resume();
    } else await new Promise((resolve) => setImmediate(resolve));
  }
  if (paused) cursor.resume();
  terminal.store(Number.MAX_SAFE_INTEGER);
  source.finish({ type: 'exit', exit: { at: 1, code: 0, signal: null, evidence: 'exit_record' } }, terminal.printed());
  await expect.poll(() => ended, { timeout: 5_000, interval: 1 }).toBe(true);
  rmSync(directory, { recursive: true });
  return { position, printed: terminal.printed(), seen, expectedSizes };
}

test('whatever happens to log and connection, a reader gets every byte once and every size in its place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { position, printed, seen, expectedSizes } = await play(steps);
      expect(position).toBe(printed);
      expect(seen).toEqual(expectedSizes);
    }),
    { numRuns: 150 },
  );
});

test('what is lost is told, and nothing else is skipped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(losingStep, { maxLength: 60 }), async (steps) => {
      const { position, printed } = await play(steps);
      expect(position).toBeLessThanOrEqual(printed);
    }),
    { numRuns: 150 },
  );
});
