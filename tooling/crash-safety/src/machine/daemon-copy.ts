import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A daemon to be run. */
export interface DaemonCopy extends Disposable {
  /** Its main file. */
  readonly program: string;
  /** What is loaded into it before anything else. */
  readonly preload: string;
  /** The flags of Node it is meant to run with. */
  readonly flags: readonly string[];
}

const require = createRequire(import.meta.url);
const PRELOAD = fileURLToPath(new URL('../preload', import.meta.url));
const COPIES = fileURLToPath(new URL('../../node_modules/.cache/daemons', import.meta.url));

/** Takes a copy of the built daemon, and of what is loaded into it: what is built or written anew meanwhile must not become a mixture. It finds its modules through this package. */
export function copyDaemon(): DaemonCopy {
  const built = join(dirname(require.resolve('@ao/daemon/package.json')), 'dist');
  if (!existsSync(join(built, 'main.js'))) throw new Error('The daemon is not built yet: run `npm run build` first.');
  mkdirSync(COPIES, { recursive: true });
  const folder = mkdtempSync(join(COPIES, 'daemon-'));
  for (const name of readdirSync(built)) if (!name.endsWith('.map')) cpSync(join(built, name), join(folder, name), { recursive: true });
  // Elsewhere: Node reads no TypeScript below node_modules.
  const preload = mkdtempSync(join(tmpdir(), 'ao-preload-'));
  cpSync(PRELOAD, preload, { recursive: true });
  writeFileSync(join(preload, 'package.json'), '{ "type": "module" }');
  return {
    program: join(folder, 'main.js'),
    preload: join(preload, 'fault-preload-main.ts'),
    flags: require('@ao/daemon/node-flags.json') as readonly string[],
    [Symbol.dispose]() {
      for (const path of [folder, preload]) rmSync(path, { recursive: true, force: true });
    },
  };
}
