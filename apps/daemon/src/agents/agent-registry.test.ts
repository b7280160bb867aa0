import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAgentRegistry } from './agent-registry.ts';

const NONE = { builtIn: [], declared: [] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-agents-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function moduleOf(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

const agentSource = (name: string): string =>
  `export const createAgent = () => ({ specificationVersion: 'agent-v1', name: '${name}', displayName: 'Mine', permissionModes: ['default'], check() {}, planLaunch() {} });`;

test('an agent of a third party is loaded from its module', async () => {
  const agents = await createAgentRegistry(NONE, [moduleOf('mine.mjs', agentSource('my-agent'))]);
  expect([...agents.keys()]).toEqual(['my-agent']);
});

test.each([
  ['does not exist', null, /cannot be loaded/],
  ['throws', 'throw new Error("no")', /cannot be loaded: no/],
  ['exports nothing', 'export const x = 1', /does not export createAgent/],
  ['makes something else', 'export const createAgent = () => ({ name: "x" })', /did not answer an agent/],
])('a module that %s is a configuration error that names it', async (name, source, message) => {
  const path = source === null ? join(folder, 'missing.mjs') : moduleOf(`${name.replaceAll(' ', '-')}.mjs`, source);
  await expect(createAgentRegistry(NONE, [path])).rejects.toMatchObject({
    code: 'INVALID_CONFIGURATION',
    message: expect.stringMatching(message) as string,
    details: { path },
  });
});

test('two agents cannot share a name', async () => {
  const paths = [moduleOf('a.mjs', agentSource('same')), moduleOf('b.mjs', agentSource('same'))];
  await expect(createAgentRegistry(NONE, paths)).rejects.toThrow(/"same" is in use/);
});
