import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

async function bundle(platform: 'browser' | 'node', entry: string): Promise<string> {
  const build = await rolldown({ input: fileURLToPath(new URL(entry, import.meta.url)), platform, logLevel: 'silent' });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  const [chunk] = output;
  expect(output).toHaveLength(1);
  return chunk.code;
}

test('the main entry runs in a browser: nothing of Node is in it', async () => {
  const code = await bundle('browser', '../src/index.ts');
  expect(code).not.toMatch(/\bnode:|\bprocess\b|\bBuffer\b|\brequire\b|\bimport\s*\(/);
  expect(code).not.toMatch(/^import\b/m);
});

test('it is small', async () => {
  expect((await bundle('browser', '../src/index.ts')).length).toBeLessThan(21_000);
});

test('the entry for Node imports nothing when it starts: modules are fetched when they are needed', async () => {
  expect(await bundle('node', '../src/node.ts')).not.toMatch(/^import\b/m);
});

test('the bundle works', async () => {
  const code = await bundle('browser', '../src/index.ts');
  const { createClient } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as typeof import('../src/index.ts');
  const calls: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (...parameters) => {
    calls.push(parameters[0]);
    return Response.json({ sessions: [] });
  };
  expect(await createClient({ url: 'http://127.0.0.1:3001', token: 't', fetch }).sessions.list()).toEqual([]);
  expect(calls).toEqual(['http://127.0.0.1:3001/api/v1/sessions']);
});
