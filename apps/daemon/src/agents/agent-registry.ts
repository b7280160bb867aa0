import { pathToFileURL } from 'node:url';
import { AoError, isAdapterName } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';

/** The agents a daemon knows, by name. */
export type AgentRegistry = ReadonlyMap<string, AgentV1>;

/**
 * Collects the built-in agents, those the person has declared, and those of extra modules. A module is an absolute path of a file that exports
 * `createAgent(): AgentV1`; it runs inside the daemon with all its rights, so only its owner should choose it.
 *
 * A declared agent takes the place of a built-in one of that name: whoever wrote the file wants it so.
 *
 * @throws AoError `INVALID_CONFIGURATION` when a module cannot be loaded, makes no agent, or takes a name that is in use.
 */
export async function createAgentRegistry(
  { builtIn, declared }: { readonly builtIn: readonly AgentV1[]; readonly declared: readonly AgentV1[] },
  modulePaths: readonly string[],
): Promise<AgentRegistry> {
  const agents = new Map<string, AgentV1>();
  for (const agent of [...builtIn, ...declared]) agents.set(agent.name, agent);
  for (const path of modulePaths) {
    const agent = await loadAgent(path);
    if (agents.has(agent.name)) throw invalid(path, `its name "${agent.name}" is in use`);
    agents.set(agent.name, agent);
  }
  return agents;
}

async function loadAgent(path: string): Promise<AgentV1> {
  let loaded: { readonly createAgent?: unknown };
  try {
    loaded = (await import(pathToFileURL(path).href)) as typeof loaded;
  } catch (error) {
    throw invalid(path, `it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (typeof loaded.createAgent !== 'function') throw invalid(path, 'it does not export createAgent()');
  const agent: unknown = loaded.createAgent();
  if (!isAgent(agent)) throw invalid(path, 'createAgent() did not answer an agent of version agent-v1 with a valid name');
  return agent;
}

function isAgent(value: unknown): value is AgentV1 {
  if (typeof value !== 'object' || value === null) return false;
  const { specificationVersion, name, check, planLaunch } = value as Partial<AgentV1>;
  return (
    specificationVersion === 'agent-v1' &&
    typeof name === 'string' &&
    isAdapterName(name) &&
    typeof check === 'function' &&
    typeof planLaunch === 'function'
  );
}

function invalid(path: string, problem: string, cause?: unknown): AoError {
  return new AoError('INVALID_CONFIGURATION', {
    message: `The agent module ${path} (AO_AGENT_MODULES) cannot be used: ${problem}. Correct or remove it.`,
    details: { variable: 'AO_AGENT_MODULES', path },
    cause,
  });
}
