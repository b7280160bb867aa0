import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storesSuite } from '@ao/conformance';
import { createSilentLogger } from '@ao/testing';
import { describe, test } from 'vitest';
import { openStores } from './open-stores.ts';

describe('stores on an SQLite file', () => {
  storesSuite({
    test,
    create({ clock }) {
      const directory = mkdtempSync(join(tmpdir(), 'ao-stores-'));
      const options = { clock, logger: createSilentLogger(), appVersion: '1.0.0', backupsDirectory: join(directory, 'backups') };
      const stores = openStores({ ...options, path: join(directory, 'ao.db') });
      return {
        stores,
        close() {
          stores.close();
          rmSync(directory, { recursive: true, force: true });
        },
      };
    },
  });
});
