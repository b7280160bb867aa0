import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../harness/run-program.ts';
import { createRepository } from '../harness/repository.ts';
import type { TestHome } from '../harness/test-home.ts';
import { SHOP_FILES } from '../demo/sample-shop.ts';
import { ROOT } from './documents.ts';
import type { ShellExample } from './shell-examples.ts';

/** What one example printed, standard output and standard error in the order they came. */
export interface ExampleResult {
  readonly example: ShellExample;
  readonly exitCode: number;
  readonly printed: string;
}

const MARKER = '@@example';
const LIMIT_MS = 120_000;

/**
 * Runs examples one after the other in one shell, as the person who reads the document does: in a home of its own with a repository in
 * `~/code/shop` and `ao` on the path. It ends at the first command that ends otherwise than the document says.
 */
export async function runExamples(home: TestHome, examples: readonly ShellExample[]): Promise<readonly ExampleResult[]> {
  const code = join(home.folder, 'code');
  createRepository(join(code, 'shop'), SHOP_FILES);
  writeFileSync(join(home.folder, 'task.md'), 'Add a health check, with a test\n');
  mkdirSync(join(home.folder, 'bin'));
  symlinkSync(join(ROOT, 'tooling', 'setup', 'ao'), join(home.folder, 'bin', 'ao'));
  const lines = examples.flatMap(({ command, exitCode }, index) => [
    `echo "${MARKER} ${index}"`,
    command,
    `code=$?; echo "${MARKER} exit $code"; [ $code = ${exitCode} ] || exit 1`,
  ]);
  const env = { ...home.env, PATH: `${join(home.folder, 'bin')}:${home.env['PATH'] ?? ''}`, PWD: code };
  // One stream for both, so that they stay in order.
  const { stdout } = await runProgram(['sh', '-c', 'exec 2>&1; eval "$0"', lines.join('\n')], { cwd: code, env, limitMs: LIMIT_MS });
  return stdout
    .split(new RegExp(`^${MARKER} (?=\\d)`, 'm'))
    .slice(1)
    .flatMap((part) => {
      const [, index = '', printed = '', exitCode = '-1'] =
        new RegExp(`^(\\d+)\\n([^]*?)(?:${MARKER} exit (\\d+)|$(?![^]))`).exec(part) ?? [];
      const example = examples[Number(index)];
      return example === undefined ? [] : [{ example, exitCode: Number(exitCode), printed }];
    });
}
