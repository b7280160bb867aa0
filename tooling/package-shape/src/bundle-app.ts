/**
 * Bundles the application in the current folder into `dist`, as its `rolldown.config.ts` says. It is built beside `dist` and then
 * put in its place, so that the program never is missing while it is built.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishFolder } from './publish-folder.ts';

/** As long as a program takes to load all of itself on a busy machine. */
const LOADING_TIME_MS = 3_000;

// As deep as `dist`: source maps name their sources relative to where they lie.
const fresh = mkdtempSync('.dist-');
try {
  execFileSync('rolldown', ['-c', '--dir', fresh], { stdio: 'inherit' });
  await publishFolder({ from: fresh, to: 'dist', beforeRemoval: () => sleep(LOADING_TIME_MS) });
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
