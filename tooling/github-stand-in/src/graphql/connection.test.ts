import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connection, type ConnectionArguments } from './connection.ts';

type Page = {
  readonly totalCount: number;
  readonly nodes: readonly number[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

const page = (items: readonly number[], args: ConnectionArguments): Page => connection(items, args, (item) => item) as Page;

test('reading forwards or backwards by pages of any size, everything is seen once, in its order', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 100 }), (count, size) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const forwards: number[] = [];
      for (let at: Page = page(items, { first: size }); ; at = page(items, { first: size, after: at.pageInfo.endCursor })) {
        forwards.push(...at.nodes);
        if (!at.pageInfo.hasNextPage) break;
      }
      let backwards: number[] = [];
      for (let at: Page = page(items, { last: size }); ; at = page(items, { last: size, before: at.pageInfo.startCursor })) {
        backwards = [...at.nodes, ...backwards];
        if (!at.pageInfo.hasPreviousPage) break;
      }
      expect([forwards, backwards]).toEqual([items, items]);
    }),
  );
});

test('an empty list has an empty page', () => {
  expect(page([], { first: 10 })).toMatchObject({
    totalCount: 0,
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});
