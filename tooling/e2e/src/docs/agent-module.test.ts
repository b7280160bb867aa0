import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestHome } from '../harness/test-home.ts';
import { codeBlocksOf, readDocuments } from './documents.ts';

test('the agent module of the guide works as it stands there, without any package beside it', async () => {
  const guide = readDocuments().find(({ path }) => path === 'docs/guides/add-an-agent.md');
  const module = guide === undefined ? undefined : codeBlocksOf(guide).find(({ marks }) => marks.includes('module'));
  await using bare = createTestHome();
  const programs = join(bare.folder, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'aider'), '#!/bin/sh\necho "aider was told: $*"\nexec cat\n');
  chmodSync(join(programs, 'aider'), 0o755);
  const path = join(bare.folder, 'aider-agent.ts');
  writeFileSync(path, module?.text ?? '');
  const home = bare.with({ AO_AGENT_MODULES: path, AO_AGENT: 'aider', PATH: `${programs}:${bare.env['PATH'] ?? ''}` });
  expect((await home.ao(['doctor'])).stdout).toMatch(/✓ Aider +Aider is expected on the PATH\./);
  const spawned = await home.ao(['spawn', 'Add a health check']);
  expect(spawned.stdout).toMatch(/^shop-1 +aider /m);
  await expect
    .poll(async () => (await home.ao(['output', 'shop-1'])).stdout, { timeout: 10_000 })
    .toContain('aider was told: --message Add a health check');
});
