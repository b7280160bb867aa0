import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openFileLog } from './file-logger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ao-log-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a log that somebody removed is never written into another file of the daemon when it would rotate', () => {
  const path = join(folder, 'logs.log');
  const other = join(folder, 'database');
  writeFileSync(path, Buffer.alloc(10 * 1024 * 1024 - 10));
  const log = openFileLog({ path, level: 'info' });
  rmSync(path);
  log.logger.info('the one that rotates');
  // Opened next, as a database or a socket would be: it gets the descriptor that was closed last.
  const file = openSync(other, 'a');
  log.logger.info('later');
  log.logger.info('later still');
  closeSync(file);
  log.close();
  expect(readFileSync(other, 'utf8')).toBe('');
  expect(readFileSync(path, 'utf8')).toContain('later still');
});
