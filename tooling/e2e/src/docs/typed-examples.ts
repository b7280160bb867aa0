import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeBlocksOf, type Document, ROOT } from './documents.ts';

/** A TypeScript example of a document. */
export interface TypedExample {
  /** `packages/client/README.md:23`. */
  readonly place: string;
  readonly text: string;
}

/**
 * The TypeScript examples of a document. What an example takes for granted stands before it in a comment that no reader sees,
 * `<!-- given: declare const token: string -->`; so a short example need not explain where everything comes from. What is marked
 * `ts fragment` is part of a file of this tree and not compiled by itself.
 */
export function typedExamplesOf(document: Document): readonly TypedExample[] {
  const lines = document.text.split('\n');
  return codeBlocksOf(document)
    .filter(({ language, marks }) => language === 'ts' && !marks.includes('fragment'))
    .map(({ line, text }) => ({ place: `${document.path}:${line}`, text: `${givenBefore(lines, line)}\n${text}` }));
}

function givenBefore(lines: readonly string[], fenceLine: number): string {
  const before = lines
    .slice(0, fenceLine - 1)
    .join('\n')
    .trimEnd();
  return /<!-- given: ((?:(?!-->)[^])*?)-->$/.exec(before)?.[1]?.trim() ?? '';
}

/** What the examples of parts of the daemon are about; saying where each comes from would bury what they show. */
const USUAL_NAMES = `import type { LaunchId, SessionId } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { AgentLaunchRequest, Clock, HookSpool, IdentifierSource, Logger, Messenger, Stores, WorkspaceV1 } from '@ao/ports';

declare global {
  const stores: Stores;
  const clock: Clock;
  const logger: Logger;
  const identifiers: IdentifierSource;
  const lifecycle: Lifecycle;
  const messenger: Messenger;
  const spool: HookSpool;
  const workspace: WorkspaceV1;
  const signal: AbortSignal;
  const sessionId: SessionId;
  const launchId: LaunchId;
  const repositoryPath: string;
  const request: AgentLaunchRequest;
}
`;

// Inside this package, so that examples may import what its tests may, and where nothing else looks.
const SCRATCH = fileURLToPath(new URL('../../node_modules/.docs', import.meta.url));
const COMPILER_LIMIT_MS = 120_000;

/** Compiles examples as strictly as the sources, each as a module of its own. Answers what is wrong, by place; nothing when all is well. */
export async function compileExamples(examples: readonly TypedExample[]): Promise<readonly string[]> {
  mkdirSync(SCRATCH, { recursive: true });
  const folder = mkdtempSync(join(SCRATCH, 'examples-'));
  try {
    examples.forEach(({ text }, index) => writeFileSync(join(folder, `example-${index}.ts`), `${text}\nexport {};\n`));
    writeFileSync(join(folder, 'usual-names.ts'), USUAL_NAMES);
    const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, types: ['node'], paths: sourcePaths() };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), compilerOptions, include: [join(folder, '*.ts')] }),
    );
    const output = await compile(folder);
    return output
      .split('\n')
      .filter((line) => /\berror TS\d+/.test(line))
      .map((line) => line.replace(/^.*example-(\d+)\.ts\((\d+),\d+\)/, (_, index: string) => examples[Number(index)]?.place ?? index));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const program = join(ROOT, 'node_modules', '.bin', 'tsc');
    execFile(
      program,
      ['-p', folder, '--pretty', 'false'],
      { timeout: COMPILER_LIMIT_MS, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null || error.code === 1 || error.code === 2) resolve(stdout);
        else reject(new Error(`The compiler failed: ${error.message}\n${stderr}`));
      },
    );
  });
}

/** Every entry point of every package, from its sources. */
function sourcePaths(): Readonly<Record<string, readonly string[]>> {
  const entries: [string, readonly string[]][] = [];
  for (const group of ['packages', 'tooling']) {
    for (const name of readdirSync(join(ROOT, group))) {
      const folder = join(ROOT, group, name);
      for (const [entry, targets] of Object.entries(exportsOf(folder))) {
        const source = typeof targets === 'object' && targets !== null && '@ao/source' in targets ? targets['@ao/source'] : null;
        if (typeof source === 'string') entries.push([join(`@ao/${name}`, entry), [join(folder, source)]]);
      }
    }
  }
  return Object.fromEntries(entries);
}

function exportsOf(folder: string): object {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { exports } = manifest as { readonly exports?: unknown };
  return typeof exports === 'object' && exports !== null ? exports : {};
}
