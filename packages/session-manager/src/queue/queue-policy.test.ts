import type { ProjectId, SessionId } from '@ao/domain';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeQueue, type QueueSituation } from './queue-policy.ts';

const project = (name: string) => name as ProjectId;
const waiting = (...projects: readonly string[]) =>
  projects.map((name, index) => ({ sessionId: `${name}-${index + 1}` as SessionId, projectId: project(name) }));

function standings(changes: Partial<QueueSituation> & { readonly limits?: Readonly<Record<string, number>> }): readonly string[] {
  const { limits = {}, ...situation } = changes;
  const maxRunningOf = (name: ProjectId) => limits[name] ?? null;
  return judgeQueue({ running: [], waiting: [], maxRunning: null, roomInMemory: null, maxRunningOf, ...situation }).map(
    ({ sessionId, position, heldBy }) => `${sessionId} ${position} ${heldBy}`,
  );
}

describe('the queue', () => {
  test('without limits lets everybody start', () => {
    expect(standings({ waiting: waiting('shop', 'blog') })).toEqual(['shop-1 1 turn', 'blog-2 2 turn']);
  });

  test('gives the places that are free to those who came first', () => {
    expect(standings({ running: [project('shop')], maxRunning: 2, waiting: waiting('shop', 'blog', 'shop') })).toEqual([
      'shop-1 1 turn',
      'blog-2 2 machine_limit',
      'shop-3 3 machine_limit',
    ]);
  });

  test('does not let a project at its limit hold up the others', () => {
    const running = [project('shop')];
    expect(standings({ running, limits: { shop: 1 }, maxRunning: 2, waiting: waiting('shop', 'shop', 'blog', 'blog') })).toEqual([
      'shop-1 1 project_limit',
      'shop-2 2 project_limit',
      'blog-3 1 turn',
      'blog-4 2 machine_limit',
    ]);
  });

  test('counts those ahead of the same project towards its limit', () => {
    expect(standings({ running: [project('blog')], limits: { shop: 1 }, maxRunning: 1, waiting: waiting('shop', 'shop') })).toEqual([
      'shop-1 1 machine_limit',
      'shop-2 2 project_limit',
    ]);
  });

  test('waits for memory in the same order', () => {
    expect(standings({ roomInMemory: 1, waiting: waiting('shop', 'blog') })).toEqual(['shop-1 1 turn', 'blog-2 2 memory']);
    expect(standings({ roomInMemory: 0, waiting: waiting('shop') })).toEqual(['shop-1 1 memory']);
  });

  test('starts nobody while more run than may, for example those a new daemon has found running', () => {
    const running = [project('shop'), project('shop'), project('shop')];
    expect(standings({ running, maxRunning: 2, waiting: waiting('blog') })).toEqual(['blog-1 1 machine_limit']);
    expect(standings({ running, limits: { shop: 2 }, waiting: waiting('shop') })).toEqual(['shop-1 1 project_limit']);
  });
});

describe('whoever waits, whatever the limits are', () => {
  const name = fc.constantFrom('a', 'b', 'c').map(project);
  const limit = fc.option(fc.nat({ max: 5 }), { nil: null });
  const situation = fc.record({
    running: fc.array(name, { maxLength: 8 }),
    waiting: fc
      .array(name, { maxLength: 12 })
      .map((names) => names.map((projectId, index) => ({ sessionId: `s-${index}` as SessionId, projectId }))),
    maxRunning: limit,
    limits: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 4 })),
    roomInMemory: limit,
  });
  type Given = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;
  const judge = ({ limits, ...rest }: Given) => judgeQueue({ ...rest, maxRunningOf: (projectId) => limits[projectId] ?? null });

  test('no limit is exceeded by those who start', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const started = judge(given).filter(({ heldBy }) => heldBy === 'turn');
        if (started.length === 0) return;
        expect(given.running.length + started.length).toBeLessThanOrEqual(given.maxRunning ?? Number.POSITIVE_INFINITY);
        expect(started.length).toBeLessThanOrEqual(given.roomInMemory ?? Number.POSITIVE_INFINITY);
        for (const { projectId } of started) {
          const count = [...given.running, ...started.map((each) => each.projectId)].filter((each) => each === projectId).length;
          expect(count).toBeLessThanOrEqual(given.limits[projectId] ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  test('nobody waits who could start, and nobody overtakes one who is not held back by his own project', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const all = judge(given);
        const firstHeld = all.findIndex(({ heldBy }) => heldBy === 'machine_limit' || heldBy === 'memory');
        if (firstHeld >= 0) expect(all.slice(firstHeld).some(({ heldBy }) => heldBy === 'turn')).toBe(false);
        const started = all.filter(({ heldBy }) => heldBy === 'turn').length;
        const isFull = given.maxRunning !== null && given.running.length + started >= given.maxRunning;
        const isShort = given.roomInMemory !== null && started >= given.roomInMemory;
        if (firstHeld >= 0) expect(isFull || isShort).toBe(true);
      }),
    );
  });

  test('positions count from one without gaps, in the order they came', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const all = judge(given);
        const ordinary = all.filter(({ heldBy }) => heldBy !== 'project_limit').map(({ position }) => position);
        expect(ordinary).toEqual(ordinary.map((_, index) => index + 1));
        for (const [, ofProject] of Map.groupBy(all, ({ projectId }) => projectId)) {
          for (const [index, { heldBy, position }] of ofProject.entries()) if (heldBy === 'project_limit') expect(position).toBe(index + 1);
        }
      }),
    );
  });

  test('the queue empties itself when places become free one after the other', () => {
    fc.assert(
      fc.property(situation, (given) => {
        let { waiting: left } = given;
        const limits = { ...given, maxRunning: given.maxRunning === null ? null : Math.max(1, given.maxRunning), roomInMemory: null };
        for (let round = 0; left.length > 0; round += 1) {
          expect(round).toBeLessThan(13);
          const started = new Set(
            judge({ ...limits, running: [], waiting: left })
              .filter(({ heldBy }) => heldBy === 'turn')
              .map(({ sessionId }) => sessionId),
          );
          expect(started.has(left[0]?.sessionId as SessionId)).toBe(true);
          left = left.filter(({ sessionId }) => !started.has(sessionId));
        }
      }),
    );
  });
});
