import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAdapterName, type LaunchId, type SessionId } from '@ao/domain';
import type { AgentLaunchRequest, AgentV1 } from '@ao/ports';
import type { AgentCase, AgentContext, RunningAgent } from './agent-case.ts';
import { composerCases } from './composer-cases.ts';
import { absentInterfaceCases, servedInterfaceCases } from './interface-cases.ts';
import { observationCases } from './observation-cases.ts';
import { planCases } from './plan-cases.ts';
import type { RunningAgentOptions } from './running-agent.ts';

/** An agent made for one test. */
export interface AgentUnderTest {
  readonly agent: AgentV1;
  /** The environment its program and its login are found in. */
  readonly env: Readonly<Record<string, string>>;
  /** For agents that run any command. */
  readonly command?: readonly string[] | undefined;
  /** Called after the test, also after a failed one. */
  close?(): void | Promise<void>;
}

/** How the suite is run. */
export interface AgentSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** The agent, to see which abilities it has. */
  readonly agent: AgentV1;
  /** Makes the agent for one test. `home` is an empty folder that may be used as the home folder. */
  readonly create: (options: { readonly home: string }) => AgentUnderTest | Promise<AgentUnderTest>;
  /** How to run it, for an agent with an interface of its own. */
  readonly running?: RunningAgentOptions | undefined;
}

const PATIENCE_MS = 30_000;

const identityCases: readonly AgentCase[] = [
  {
    name: 'it has a name for the command line, one for people, and the version of its contract',
    run({ agent }) {
      assert.equal(agent.specificationVersion, 'agent-v1');
      assert.ok(isAdapterName(agent.name) && agent.displayName.trim() !== '');
    },
  },
];

const ALL_CASES: readonly AgentCase[] = [
  ...identityCases,
  ...planCases,
  ...observationCases,
  ...composerCases,
  ...absentInterfaceCases,
  ...servedInterfaceCases,
];

/** Registers the tests that every implementation of the `Agent` port passes. Cases for abilities it does not have are left out. */
export function agentSuite(options: AgentSuiteOptions): void {
  for (const agentCase of ALL_CASES) {
    if (agentCase.applies?.(options.agent) === false) continue;
    if (agentCase.needsRunning === true && options.running === undefined) continue;
    options.test(agentCase.name, async () => {
      const directory = mkdtempSync(join(tmpdir(), 'ao-agent-suite-'));
      const home = join(directory, 'home');
      for (const folder of ['home', 'shop', 'worktrees/shop-1', 'sessions/shop-1/spool']) {
        mkdirSync(join(directory, folder), { recursive: true, mode: 0o700 });
      }
      writeFileSync(join(directory, 'worktrees', 'shop-1', 'README.md'), 'a file of the project\n');
      const underTest = await options.create({ home });
      let running: RunningAgent | null = null;
      try {
        const context = contextOf(directory, underTest);
        if (agentCase.needsRunning === true) running = await launch(context, options);
        await agentCase.run({ ...context, running });
      } finally {
        await running?.end();
        await underTest.close?.();
        rmSync(directory, { recursive: true, force: true });
      }
    });
  }
}

function contextOf(directory: string, underTest: AgentUnderTest): AgentContext {
  return {
    agent: underTest.agent,
    directory,
    running: null,
    request: (fields = {}): AgentLaunchRequest => ({
      sessionId: 'shop-1' as SessionId,
      launchId: 'l-1' as LaunchId,
      worktreePath: join(directory, 'worktrees', 'shop-1'),
      repositoryPath: join(directory, 'shop'),
      privateDirectory: join(directory, 'sessions', 'shop-1'),
      spoolDirectory: join(directory, 'sessions', 'shop-1', 'spool'),
      prompt: null,
      systemPrompt: null,
      permissionMode: 'default',
      model: null,
      command: underTest.command ?? null,
      env: underTest.env,
      ...fields,
    }),
  };
}

/** Launches the agent as it plans it, without a prompt. */
async function launch({ agent, request }: AgentContext, { running }: AgentSuiteOptions): Promise<RunningAgent> {
  assert.ok(running !== undefined);
  const asked = request();
  const { argv, env, agentSessionId } = await agent.planLaunch(asked);
  const own = { ...asked.env, AO_SPOOL: asked.spoolDirectory };
  const merged = Object.entries({ ...own, ...env }).filter((entry): entry is [string, string] => entry[1] !== null);
  const started = await running.start({ argv, cwd: asked.worktreePath, env: Object.fromEntries(merged) });
  const { shortPrompt, longPrompt, patienceMs = PATIENCE_MS } = running;
  return { process: started.process, end: () => started.end(), agentSessionId, shortPrompt, longPrompt, patienceMs };
}
