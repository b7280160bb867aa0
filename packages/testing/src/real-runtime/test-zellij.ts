import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PINNED = new URL('../../../../tooling/setup/zellij-version.json', import.meta.url);

/**
 * The zellij that tests and benchmarks run with: the one `AO_ZELLIJ` names, else the pinned one that `npm run setup:zellij` has built.
 * Null when there is none.
 */
export function findTestZellij(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const named = env['AO_ZELLIJ'];
  if (named !== undefined && named !== '') return named;
  const { version } = JSON.parse(readFileSync(PINNED, 'utf8')) as { readonly version: string };
  const path = join(homedir(), '.cache', 'ao-zellij', version, 'bin', 'zellij');
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return null;
  }
}
