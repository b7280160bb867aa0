import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgramResult } from '../harness/run-program.ts';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

/** What these tests look at of a session. */
export interface SessionView {
  readonly status: string;
  readonly needs: string | null;
  readonly agentSessionId: string | null;
  readonly activity: { readonly state: string; readonly source: string };
  readonly exit: { readonly signal: string | null; readonly evidence: string } | null;
  readonly launch: {
    readonly attempt: number;
    readonly state: string;
    readonly process: { readonly pid: number };
  };
  readonly workspace: { readonly path: string };
}

/** A real agent for one test: where its program is, and the environment in which it talks to a model server on this machine. */
export interface StagedAgent {
  /** Absolute path of its program. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** The module it comes from; absent for agents the daemon knows by itself. */
  readonly module?: string | undefined;
  /** How often a text stands among the person's in the newest request to the model. */
  timesToldTo(text: string): number;
  close(): Promise<void>;
}

/** A home with the built daemon, and a real agent as the one its sessions get. The session is always `shop-1`. */
export interface AgentStage {
  readonly home: TestHome;
  readonly agent: StagedAgent;
  get(): Promise<SessionView>;
  wait(until: string, timeout?: string): Promise<ProgramResult>;
  spawn(prompt: string, permission: string): Promise<SessionView>;
  /** Payloads of hooks that nobody has read yet. */
  waitingHooks(): readonly string[];
  close(): Promise<void>;
}

/**
 * Makes a stage. The caller closes it.
 *
 * @param name - the agent's name on the command line.
 * @param stageAgent - makes the agent, with its own home in the folder of the given one.
 */
export async function openAgentStage(name: string, stageAgent: (bare: TestHome) => Promise<StagedAgent>): Promise<AgentStage> {
  const bare = createTestHome();
  const agent = await stageAgent(bare);
  const path = `${join(agent.program, '..')}:${bare.env['PATH']}`;
  const home = bare.with({ ...agent.env, PATH: path, AO_AGENT: name, AO_AGENT_MODULES: agent.module ?? '' });
  return {
    home,
    agent,
    get: async () => (await home.json<{ readonly session: SessionView }>(['session', 'get', 'shop-1'])).session,
    wait: (until, timeout = '30s') => home.ao(['wait', 'shop-1', '--until', until, '--timeout', timeout]),
    async spawn(prompt, permission) {
      return (await home.json<{ readonly session: SessionView }>(['spawn', prompt, '--permission', permission])).session;
    },
    waitingHooks() {
      const spool = join(home.path, 'sessions/shop-1/spool');
      return readdirSync(spool, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    },
    async close() {
      await home[Symbol.asyncDispose]();
      await agent.close();
    },
  };
}
