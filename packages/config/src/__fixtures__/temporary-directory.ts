import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a directory of mode 0700 that is gone after the test. Answers its real path. */
export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'ao-config-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The number of the user who runs the tests. */
export const OWN_USER_ID = process.getuid?.() ?? null;

/** The number of somebody else. */
export const OTHER_USER_ID = (OWN_USER_ID ?? 0) + 12_345;
