import { defineConfig } from 'rolldown';

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
});
