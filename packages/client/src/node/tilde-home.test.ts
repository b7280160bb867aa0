import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFilePath } from './run-file.ts';

test.each([
  ['~/.ao-work', join(homedir(), '.ao-work')],
  ['~', homedir()],
  ['/srv/~/ao', '/srv/~/ao'],
])('the daemon that was just started is found when AO_HOME is %s', (home, folder) => {
  expect(runFilePath({ environment: { AO_HOME: home } })).toBe(join(folder, 'run', 'daemon.json'));
});
