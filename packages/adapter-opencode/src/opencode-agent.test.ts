import { agentSuite } from '@ao/conformance';
import { test } from 'vitest';
import { createFakeHome } from './__fixtures__/fake-opencode.ts';
import { createOpencodeAgent } from './opencode-agent.ts';

agentSuite({
  test,
  agent: createOpencodeAgent(),
  create() {
    const home = createFakeHome();
    return { agent: createOpencodeAgent(), env: home.env, close: () => home.remove() };
  },
});
