import { globSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type Plugin, type RolldownOptions } from 'rolldown';

/** One file per command, and what they share in chunks: a command loads no code of another. */
const commands = globSync('src/commands/**/*.ts', { exclude: ['**/*.test.ts'] }).map((path): [string, string] => {
  const folder = dirname(path).replace(/^src\/?/, '');
  return [join(folder, basename(path, '.ts')), path];
});

/** What the short list of fast commands needs only now and then, by the names of its modules. */
const LATER = ['command-line', 'daemon-control/start-daemon', 'daemon-control/describe-start'];

/** Keeps what is imported by call out of the bundle: it is built with the commands, as a file of that name. */
const loadLater: Plugin = {
  name: 'load-later',
  resolveId(source, importer, { kind }) {
    if (kind !== 'dynamic-import' || importer === undefined) return null;
    const name = relative('src', resolve(dirname(importer), source)).replace(/\.ts$/, '');
    if (!LATER.includes(name)) throw new Error(`${name} is imported by call from ${importer}: add it to LATER`);
    return { id: `./${name}.js`, external: true };
  },
};

const common: RolldownOptions = { platform: 'node', resolve: { conditionNames: ['@ao/source', 'import', 'node', 'default'] } };

/**
 * Bundled with its libraries: unbundled, a command takes half as long again to start. The fast commands are one file of their own, because
 * each file more costs them a millisecond.
 */
export default defineConfig([
  {
    ...common,
    input: { ao: 'src/ao.ts' },
    plugins: [loadLater],
    output: { dir: 'dist', format: 'esm', sourcemap: true },
  },
  {
    ...common,
    input: {
      'help/ao-help': 'src/help/ao-help.ts',
      ...Object.fromEntries(LATER.map((name) => [name, `src/${name}.ts`])),
      ...Object.fromEntries(commands),
    },
    output: { dir: 'dist', format: 'esm', sourcemap: true, chunkFileNames: 'shared/[name]-[hash].js' },
  },
]);
