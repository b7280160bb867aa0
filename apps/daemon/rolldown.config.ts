import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

/**
 * Bundled: unbundled, the daemon starts five times slower and holds three times the memory. The small first file turns on the cache of
 * compiled code before the large one is loaded; blanks and comments are left out because the engine keeps the text of what it runs.
 * Native modules stay outside; they are this package's only dependencies.
 */
export default defineConfig({
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: ['better-sqlite3', 'node-pty'],
  resolve: { conditionNames: ['@ao/source', 'import', 'node', 'default'] },
  output: {
    dir: 'dist',
    format: 'esm',
    sourcemap: true,
    chunkFileNames: '[name]-[hash].js',
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
  },
  plugins: [englishOnly(), oneByteText(), terminalHost()],
});

/** Zod carries its messages in forty languages; the daemon speaks one, and would hold all of them in memory. */
function englishOnly(): Plugin {
  return {
    name: 'english-only',
    load(id) {
      return /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/.test(id) ? `export { default as en } from './en.js';` : null;
    },
  };
}

/** A single character beyond ASCII makes the engine keep the whole text of a file with two bytes for each. */
function oneByteText(): Plugin {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'one-byte-text',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replaceAll(/[\u0080-\uffff]/g, escaped);
      }
    },
  };
}

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
