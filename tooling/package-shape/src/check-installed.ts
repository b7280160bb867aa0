import { execFile } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { codeEntriesOf, specifierOf } from './packages.ts';
import type { Stage } from './stage.ts';

const PROBE = fileURLToPath(new URL('import-probe.mjs', import.meta.url));
const TYPE_ROOTS = fileURLToPath(new URL('../node_modules/@types', import.meta.url));
const PROBE_TIMEOUT_MS = 20_000;
const CONSUMER_OPTIONS = {
  target: 'es2024',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  // The point of it: what the package ships is checked, not believed.
  skipLibCheck: false,
  types: ['node'],
  typeRoots: [TYPE_ROOTS],
};

const probeSchema = z.object({ exports: z.array(z.string()), changes: z.array(z.string()) });

/** Each entry of the installed package can be imported, and importing it opens, starts and changes nothing. */
export async function checkImport(stage: Stage): Promise<readonly string[]> {
  copyFileSync(PROBE, join(stage.directory, 'import-probe.mjs'));
  const problems = await Promise.all(
    importableEntriesOf(stage).map(async (specifier) => {
      const { exitCode, output } = await run(stage, process.execPath, ['import-probe.mjs', specifier]);
      if (exitCode !== 0) return [`${specifier} cannot be imported where it is installed alone:\n${output}`];
      const { changes } = probeSchema.parse(JSON.parse(output));
      return changes.map((change) => `Importing ${specifier} has a side effect, ${change}`);
    }),
  );
  return problems.flat();
}

/** Entries with types are libraries; one without is a program to run, and running it is not importing it. */
function importableEntriesOf({ manifest }: Stage): readonly string[] {
  return codeEntriesOf(manifest)
    .filter((path) => isLibraryEntry(manifest.exports[path]))
    .map((path) => specifierOf(manifest, path));
}

function isLibraryEntry(target: unknown): boolean {
  return typeof target === 'object' && target !== null && 'types' in target;
}

/** A stranger's strict program compiles against the installed package, its declaration files included. */
export async function checkConsumer(stage: Stage): Promise<readonly string[]> {
  const specifiers = importableEntriesOf(stage);
  if (specifiers.length === 0) return [];
  writeFileSync(join(stage.directory, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }));
  writeFileSync(join(stage.directory, 'tsconfig.json'), JSON.stringify({ compilerOptions: CONSUMER_OPTIONS, files: ['consumer.ts'] }));
  writeFileSync(
    join(stage.directory, 'consumer.ts'),
    specifiers
      .map(
        (specifier, index) =>
          `import * as api${index} from '${specifier}';\nexport const names${index}: readonly string[] = Object.keys(api${index});\n`,
      )
      .join(''),
  );
  const { exitCode, output } = await run(stage, 'tsc', ['-p', 'tsconfig.json', '--pretty', 'false']);
  if (exitCode === 0) return [];
  const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
  if (errors.length === 0) return [`The consumer could not be compiled:\n${output}`];
  // A stranger's own dependencies may have faults in their types; only ours are ours to mend.
  return errors.filter((line) => /^consumer\.ts|@ao[+/]/.test(line)).map((line) => `A consumer does not compile: ${line}`);
}

/** The programs a package brings are there, begin with a shebang line and answer to --version. */
export async function checkPrograms(stage: Stage): Promise<readonly string[]> {
  const problems = await Promise.all(
    Object.entries(stage.manifest.bin).map(async ([program, file]) => {
      const { exitCode, output } = await run(stage, process.execPath, [join('node_modules', stage.manifest.name, file), '--version']);
      return exitCode === 0 ? [] : [`\`${program} --version\` fails where it is installed alone:\n${output}`];
    }),
  );
  return problems.flat();
}

function run(stage: Stage, file: string, argv: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(file, argv, { cwd: stage.directory, timeout: PROBE_TIMEOUT_MS }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), output: error === null ? stdout : `${stdout}${stderr}` });
    });
  });
}
