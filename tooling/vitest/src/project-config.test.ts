/** Runs vitest itself in packages made for the purpose. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const VITEST = fileURLToPath(new URL('../node_modules/.bin/vitest', import.meta.url));
const SELF = fileURLToPath(new URL('..', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-vitest-'));
  write('package.json', JSON.stringify({ name: '@ao/sample', type: 'module' }));
  write('vitest.config.ts', "import { projectConfig } from '@ao/vitest';\nexport default projectConfig();\n");
  mkdirSync(join(directory, 'node_modules', '@ao'), { recursive: true });
  symlinkSync(SELF, join(directory, 'node_modules', '@ao', 'vitest'));
  symlinkSync(join(SELF, 'node_modules', 'vitest'), join(directory, 'node_modules', 'vitest'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
}

function run(environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, CI: '', AO_FORBID_SKIPS: '', ...environment };
  return new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(VITEST, ['run'], { cwd: directory, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
  });
}

test('tests read workspace packages from their sources, nothing built', async () => {
  write(
    'node_modules/@ao/other/package.json',
    JSON.stringify({
      name: '@ao/other',
      type: 'module',
      exports: { '.': { '@ao/source': './source.js', default: './dist/missing.js' } },
    }),
  );
  write('node_modules/@ao/other/source.js', 'export const answer = 42;\n');
  write(
    'src/x.test.ts',
    "import { answer } from '@ao/other';\nimport { expect, test } from 'vitest';\ntest('x', () => expect(answer).toBe(42));\n",
  );
  const { exitCode, output } = await run();
  expect(output).toContain('1 passed');
  expect(exitCode).toBe(0);
});

test('a skipped test is red where skips are forbidden, green and loud elsewhere', async () => {
  write('src/x.test.ts', "import { test } from 'vitest';\ntest('a', () => {});\ntest.skip('b', () => {});\n");
  const allowed = await run();
  expect(allowed.output).toContain('1 SKIPPED in @ao/sample');
  expect(allowed.exitCode).toBe(0);
  const forbidden = await run({ AO_FORBID_SKIPS: '1' });
  expect(forbidden.output).toContain('not allowed here');
  expect(forbidden.exitCode).toBe(1);
  expect(JSON.parse(readFileSync(join(directory, '.test-results/test.json'), 'utf8'))).toMatchObject({ passed: 1, failed: 0, skipped: 1 });
});

test('tests that need real agents are not among the others', async () => {
  write('src/x.test.ts', "import { test } from 'vitest';\ntest('a', () => {});\n");
  write('src/x.agent.test.ts', "throw new Error('no agent here');\n");
  const { exitCode, output } = await run();
  expect(output).toContain('1 passed');
  expect(exitCode).toBe(0);
});
