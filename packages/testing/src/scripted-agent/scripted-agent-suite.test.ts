import { agentSuite } from '@ao/conformance';
import { test } from 'vitest';
import { createScriptedAgent } from './scripted-agent.ts';

const agent = createScriptedAgent();

agentSuite({ test, agent, create: ({ home }) => ({ agent, env: { HOME: home, PATH: '/usr/bin:/bin' } }) });
