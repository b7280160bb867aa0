import { mkdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import config from '../../rolldown.config.ts';

const target = fileURLToPath(new URL('../../.test-results/host.cjs', import.meta.url));
let built: Promise<string> | null = null;

/** Builds the host as it is shipped, once for each test process, in a place from where it finds node-pty. Answers its path. */
export function buildHost(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  mkdirSync(fileURLToPath(new URL('../../.test-results', import.meta.url)), { recursive: true });
  const { input, platform, external } = config as { input: string; platform: 'node'; external: RegExp[] };
  const bundle = await rolldown({ input: fileURLToPath(new URL(`../../${input}`, import.meta.url)), platform, external });
  // Test processes run side by side and build the same file: it must never be there in part.
  const own = `${target}.${process.pid}`;
  await bundle.write({ file: own, format: 'cjs' });
  await bundle.close();
  renameSync(own, target);
  return target;
}
