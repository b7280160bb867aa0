import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A place where terminals live, as the suite sees it. */
export interface RuntimeUnderBench {
  /** Its name in `AO_RUNTIME`. */
  readonly name: string;
  /** Command lines of the processes that hold its terminals. */
  readonly holder: RegExp;
  /** What a viewer gets is drawn by a multiplexer. */
  readonly isRedrawn: boolean;
}

/** All of them. */
export const RUNTIMES: readonly RuntimeUnderBench[] = [
  { name: 'pty-host', holder: /pty-host\.cjs/, isRedrawn: false },
  { name: 'tmux', holder: /(?:^|\/)tmux /, isRedrawn: true },
  { name: 'zellij', holder: /(?:^|\/)zellij /, isRedrawn: true },
];

/** Where the contributors' zellij is installed, one folder for each version. */
const ZELLIJ_CACHE = join(homedir(), '.cache', 'ao-zellij');

/** The variables of a home whose sessions live in a runtime. */
export function runtimeEnvironment(name: string): Readonly<Record<string, string>> {
  const versions = existsSync(ZELLIJ_CACHE) ? readdirSync(ZELLIJ_CACHE).toSorted() : [];
  const folders = versions.map((version) => join(ZELLIJ_CACHE, version, 'bin')).filter((folder) => existsSync(join(folder, 'zellij')));
  const path = [join(process.execPath, '..'), ...folders.toReversed(), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter);
  return { AO_RUNTIME: name, PATH: path };
}
