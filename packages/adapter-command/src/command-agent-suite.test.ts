import { agentSuite } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createCommandAgent } from './command-agent.ts';

const rules = { ready: '^>', busy: 'esc to interrupt', idle: '^>$', quietMs: 200, dialogs: [{ pattern: 'proceed\\?' }], promptSign: '>' };

describe.each([
  ['without rules', createCommandAgent()],
  ['with rules', createCommandAgent({ name: 'ruled', rules })],
])('%s', (_what, agent) => {
  agentSuite({ test, agent, create: ({ home }) => ({ agent, env: { HOME: home, PATH: '/usr/bin:/bin' }, command: ['sh', '-c', 'cat'] }) });
});
