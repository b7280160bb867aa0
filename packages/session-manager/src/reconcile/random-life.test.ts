import type { SimulatedWorld } from '@ao/testing';
import { type Arbitrary, array, assert, asyncProperty, constantFrom, nat, option, type Parameters, record } from 'fast-check';
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

const maxRunning = option(
  nat({ max: 3 }).map((limit) => limit + 1),
  { nil: null },
);

/** Nobody waits while there is a place. */
function idlePlaces(world: SimulatedWorld, limit: number | null): readonly string[] {
  const sessions = world.stores.sessions.list();
  const waiting = sessions.filter(({ phase }) => phase === 'queued').length;
  const running = sessions.filter(({ phase }) => phase === 'live').length;
  return waiting > 0 && running < (limit ?? Number.POSITIVE_INFINITY) ? [`${waiting} wait although only ${running} of ${limit} run`] : [];
}

/** A failure prints its seed and path; `AO_TEST_SEED` runs that seed again. */
function parameters(): Parameters<[Happening[], number | null]> {
  const seed = process.env['AO_TEST_SEED'];
  return { numRuns: RUNS, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

test.each([
  ['a new daemon', 'new_daemon'],
  ['the daemon that was there', 'same_daemon'],
] as const)(
  'whatever happens, in whatever order, %s brings sessions and world to agree, and no work is lost',
  { timeout: Math.max(120_000, RUNS * 20) },
  async (_who, putInOrderBy) => {
    await assert(
      asyncProperty(array(happening, { maxLength: 40, size: 'max' }), maxRunning, async (happenings, limit) => {
        const world = await live(happenings, { maxRunning: limit, putInOrderBy });
        expect([...whatIsBroken(world), ...idlePlaces(world, limit)]).toEqual([]);
      }),
      parameters(),
    );
  },
);
