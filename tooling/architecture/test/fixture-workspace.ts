import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const REAL_ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['packages', 'apps', 'tooling'];
const ROOT_FILES = ['package.json', 'pnpm-workspace.yaml', 'turbo.json', 'tsconfig.base.json', '.oxlintrc.json', '.gitignore'];
const WHOLE_FOLDERS = ['tooling/tsconfig', 'tooling/oxlint-plugin'];
const PACKAGE_FILES = ['package.json', 'turbo.json', 'tsconfig.json', 'tsconfig.build.json', 'tsconfig.pure.json'];

type JsonObject = Readonly<Record<string, unknown>>;

/** A copy of the workspace without its sources, in which a test may plant a violation. */
export type FixtureWorkspace = Disposable & {
  readonly root: string;
  /** Writes a file, its folders included. */
  write(file: string, text: string): void;
  /** Merges into a JSON file; objects one level down are merged too, and `undefined` removes. */
  edit(file: string, change: JsonObject): void;
  /** Runs a program of the real `node_modules/.bin` in a folder of the copy; answers with all it printed. */
  run(folder: string, program: string, ...argv: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }>;
};

export type FixtureOptions = {
  /** Whether packages are linked to each other, as programs need it; costs most of the time. Default: no. */
  readonly runsPrograms?: boolean;
};

/** Copies settings and manifests of the real workspace; each package gets one empty source file. */
export function createFixtureWorkspace(options: FixtureOptions = {}): FixtureWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'ao-architecture-'));
  const copy = (file: string) => {
    if (!existsSync(join(REAL_ROOT, file))) return;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(REAL_ROOT, file), join(root, file), { recursive: true, filter: (path) => !path.includes('node_modules') });
  };
  for (const file of [...ROOT_FILES, ...WHOLE_FOLDERS, 'tooling/architecture/architecture.json']) copy(file);
  const packages = FOLDERS.flatMap((folder) => readdirSync(join(REAL_ROOT, folder)).map((name) => `${folder}/${name}`));
  for (const directory of packages) {
    for (const file of PACKAGE_FILES) copy(`${directory}/${file}`);
    if (!directory.startsWith('tooling/')) write(`${directory}/src/index.ts`, 'export const nothing = 0;\n');
    if (options.runsPrograms === true) link(directory);
  }
  symlinkSync(join(REAL_ROOT, 'node_modules'), join(root, 'node_modules'));

  return { root, write, edit, run, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  function edit(file: string, change: JsonObject): void {
    const json = objectSchema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
    const merged = Object.entries(change).map(([key, value]) => [key, isObject(value) ? { ...asObject(json[key]), ...value } : value]);
    write(file, JSON.stringify({ ...json, ...Object.fromEntries(merged) }, null, 2));
  }

  /** What pnpm would do: links to the other packages of the copy, and to the real ones from npm. */
  function link(directory: string): void {
    const real = join(REAL_ROOT, directory, 'node_modules');
    if (!existsSync(real)) return;
    const linked = join(root, directory, 'node_modules');
    mkdirSync(join(linked, '@ao'), { recursive: true });
    for (const name of readdirSync(real).filter((each) => each !== '@ao' && !each.startsWith('.'))) {
      symlinkSync(join(real, name), join(linked, name));
    }
    for (const name of existsSync(join(real, '@ao')) ? readdirSync(join(real, '@ao')) : []) {
      const folder = FOLDERS.find((each) => existsSync(join(REAL_ROOT, each, name)));
      if (folder !== undefined) symlinkSync(join(root, folder, name), join(linked, '@ao', name));
    }
  }

  function run(folder: string, program: string, ...argv: readonly string[]) {
    return new Promise<{ readonly exitCode: number; readonly output: string }>((resolve) => {
      const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
      execFile(
        join(REAL_ROOT, 'node_modules', '.bin', program),
        argv,
        { cwd: join(root, folder), env: environment },
        (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` });
        },
      );
    });
  }
}

const objectSchema = z.record(z.string(), z.unknown());

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
