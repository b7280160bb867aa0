import { storesSuite } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createInMemoryStores } from './in-memory-stores.ts';

describe('stores in memory', () => {
  storesSuite({ test, create: ({ clock }) => ({ stores: createInMemoryStores({ clock }) }) });
});
