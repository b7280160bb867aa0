import { agentSuite } from '@ao/conformance';
import { test } from 'vitest';
import { createFakeHome } from './__fixtures__/fake-claude.ts';
import { createClaudeCodeAgent } from './claude-code-agent.ts';

agentSuite({
  test,
  agent: createClaudeCodeAgent(),
  create() {
    const home = createFakeHome();
    return {
      agent: createClaudeCodeAgent({ isRoot: false }),
      env: { ...home.env, ANTHROPIC_AUTH_TOKEN: 'none' },
      close: () => home.remove(),
    };
  },
});
