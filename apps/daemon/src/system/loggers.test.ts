import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from './file-logger.ts';
import { createForegroundLogger } from './foreground-logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file log holds one JSON object per line, errors with their stack, private to the user', () => {
  const path = join(folder, 'daemon.log');
  const log = openFileLog({ path, level: 'info' });
  log.logger.child({ sessionId: 'shop-1' }).error('spawn failed', { error: new Error('no space') });
  log.logger.debug('not shown');
  log.close();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"sessionId":"shop-1"');
  expect(lines[0]).toContain('no space');
  expect(lines[0]).toContain('"stack"');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the file log rotates by size and keeps a bounded number of files', () => {
  const path = join(folder, 'daemon.log');
  for (let round = 0; round < 8; round += 1) {
    writeFileSync(path, 'x'.repeat(10 * 1024 * 1024));
    const log = openFileLog({ path, level: 'info' });
    log.logger.info(`round ${round}`);
    log.close();
  }
  expect(readdirSync(folder).sort()).toEqual(['daemon.log', 'daemon.log.1', 'daemon.log.2', 'daemon.log.3', 'daemon.log.4']);
  expect(readFileSync(path, 'utf8')).toContain('round 7');
});

test('a log that cannot be written loses lines, not the daemon', () => {
  const log = openFileLog({ path: '/dev/full', level: 'info' });
  expect(() => log.logger.error('nowhere to go')).not.toThrow();
  log.close();
});

test('the foreground log is one readable line per event', () => {
  const lines: string[] = [];
  const logger = createForegroundLogger('info', (line) => void lines.push(line));
  logger.child({ session: 'shop-1' }).warn('no signal', { after: 90, text: 'two words' });
  logger.debug('hidden');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}no signal session=shop-1 after=90 text="two words"\n$/);
});
