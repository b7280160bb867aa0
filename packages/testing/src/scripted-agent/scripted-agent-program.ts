import { fileURLToPath } from 'node:url';

/** Variable that names another copy of the program, for bundles that cannot keep it beside this module. */
const PROGRAM_VARIABLE = 'SCRIPTED_AGENT_PROGRAM';

/**
 * The path of the scripted agent's program, to be run with Node: the source when this module runs from sources (Node strips the
 * types), the built file when it was built.
 */
export function scriptedAgentProgram(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env[PROGRAM_VARIABLE] ?? beside('./program/main');
}

/** The path of the module that makes the agent `scripted`, for `AO_AGENT_MODULES`. */
export function scriptedAgentModule(): string {
  return beside('./agent-module');
}

function beside(name: string): string {
  return fileURLToPath(new URL(`${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));
}
