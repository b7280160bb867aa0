import { agentSuite } from '@ao/conformance';
import { test } from 'vitest';
import { createFakeHome } from './__fixtures__/fake-codex.ts';
import { createCodexAgent } from './codex-agent.ts';

agentSuite({
  test,
  agent: createCodexAgent(),
  create() {
    const home = createFakeHome();
    return { agent: createCodexAgent(), env: home.env, close: () => home.remove() };
  },
});
