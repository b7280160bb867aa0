import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

/**
 * One file: unbundled, the daemon starts five times slower and holds three times the memory.
 * Native modules stay outside; they are this package's only dependencies.
 */
export default defineConfig({
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: ['better-sqlite3', 'node-pty'],
  resolve: { conditionNames: ['@ao/source', 'import', 'node', 'default'] },
  output: { dir: 'dist', format: 'esm', sourcemap: true, codeSplitting: false },
  plugins: [terminalHost()],
});

/** The program that holds a terminal is a file of its own, started by path: it is carried along as it was built. */
function terminalHost(): Plugin {
  return {
    name: 'terminal-host',
    writeBundle({ dir = 'dist' }) {
      const adapter = dirname(createRequire(import.meta.url).resolve('@ao/adapter-pty-host/package.json'));
      copyFileSync(join(adapter, 'dist/host.cjs'), join(dir, 'pty-host.cjs'));
    },
  };
}
