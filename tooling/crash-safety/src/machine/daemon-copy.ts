import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptedAgentModule, scriptedAgentProgram } from '@ao/testing';
import { build } from 'rolldown';

/** A daemon to be run. */
export interface DaemonCopy extends Disposable {
  /** Its main file. */
  readonly program: string;
  /** What is loaded into it before anything else. */
  readonly preload: string;
  /** The module that makes the scripted agent, for `AO_AGENT_MODULES`. Its program lies beside it. */
  readonly agentModule: string;
  /** The flags of Node it is meant to run with. */
  readonly flags: readonly string[];
}

const require = createRequire(import.meta.url);
const PRELOAD = fileURLToPath(new URL('../preload', import.meta.url));
const COPIES = fileURLToPath(new URL('../../node_modules/.cache/daemons', import.meta.url));

/** Where the agent lies in a copy: as in its package, because the module looks for the program beside itself. */
const AGENT_MODULE = 'scripted-agent/agent-module';
const AGENT_PROGRAM = 'scripted-agent/program/main';

/**
 * Takes a copy of the built daemon, of the scripted agent and of what is loaded into the daemon: what is built or written anew meanwhile
 * must not become a mixture. Native modules are found through this package.
 */
export async function copyDaemon(): Promise<DaemonCopy> {
  const built = join(dirname(require.resolve('@ao/daemon/package.json')), 'dist');
  if (!existsSync(join(built, 'main.js'))) throw new Error('The daemon is not built yet: run `npm run build` first.');
  mkdirSync(COPIES, { recursive: true });
  const folder = mkdtempSync(join(COPIES, 'daemon-'));
  for (const name of readdirSync(built)) if (!name.endsWith('.map')) cpSync(join(built, name), join(folder, name), { recursive: true });
  await bundleAgent(folder);
  // Elsewhere: Node reads no TypeScript below node_modules.
  const preload = mkdtempSync(join(tmpdir(), 'ao-preload-'));
  cpSync(PRELOAD, preload, { recursive: true });
  writeFileSync(join(preload, 'package.json'), '{ "type": "module" }');
  return {
    program: join(folder, 'main.js'),
    preload: join(preload, 'fault-preload-main.ts'),
    agentModule: join(folder, `${AGENT_MODULE}.js`),
    flags: require('@ao/daemon/node-flags.json') as readonly string[],
    [Symbol.dispose]() {
      for (const path of [folder, preload]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** From its sources, with everything it imports. */
async function bundleAgent(folder: string): Promise<void> {
  await build({
    input: { [AGENT_MODULE]: scriptedAgentModule(), [AGENT_PROGRAM]: scriptedAgentProgram({}) },
    platform: 'node',
    resolve: { conditionNames: ['@ao/source', 'import', 'node', 'default'] },
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'scripted-agent/[name]-[hash].js' },
  });
}
