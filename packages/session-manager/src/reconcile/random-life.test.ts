import { type Arbitrary, array, assert, asyncProperty, constantFrom, nat, type Parameters, record } from 'fast-check';
import { expect, test } from 'vitest';
import { whatIsBroken } from '../../test/manager-on-world.ts';
import { HAPPENINGS, type Happening, live } from '../../test/random-life.ts';

const RUNS = Number(process.env['AO_TEST_RUNS'] ?? 400);

/** What makes the others worth trying happens more often. */
const happening: Arbitrary<Happening> = record({
  what: constantFrom(
    ...HAPPENINGS,
    'spawn',
    'kill',
    'kill',
    'restore',
    'clean up',
    'clean up',
    'undo clean-up',
    'work',
    'wait',
    'wait',
    'wait',
  ),
  which: nat({ max: 20 }),
  point: nat({ max: 60 }),
});

/** A failure prints its seed and path; `AO_TEST_SEED` runs that seed again. */
function parameters(): Parameters<[Happening[]]> {
  const seed = process.env['AO_TEST_SEED'];
  return { numRuns: RUNS, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

test('whatever happens, in whatever order, sessions and world agree in the end and no work is lost', { timeout: 120_000 }, async () => {
  await assert(
    asyncProperty(array(happening, { maxLength: 40, size: 'max' }), async (happenings) => {
      expect(whatIsBroken(await live(happenings))).toEqual([]);
    }),
    parameters(),
  );
});
