import type { OpencodeAddress } from '../server/opencode-address.ts';
import { SERVER_USER } from '../server/opencode-address.ts';
import { CONFIG_VARIABLE } from './opencode-config.ts';

/** An environment as an agent gets it. */
export type Environment = Readonly<Record<string, string>>;

/**
 * What opencode tells the programs it starts. When the daemon itself was started by an agent, these would reach the new one, which
 * would take itself for a part of that one.
 */
const PARENT_VARIABLES = ['OPENCODE', 'OPENCODE_PID', 'OPENCODE_CLIENT', 'OPENCODE_ROUTE', 'OPENCODE_WORKSPACE_ID'];

/** Many sessions on one machine need no program that replaces itself, lists of models fetched every hour, or downloads nobody asked for. */
const QUIET_VARIABLES = ['OPENCODE_DISABLE_AUTOUPDATE', 'OPENCODE_DISABLE_MODELS_FETCH', 'OPENCODE_DISABLE_LSP_DOWNLOAD'];

/** What is added to the environment and what is taken away. A variable the person has set to anything stays so. */
export function opencodeEnvironment(
  env: Environment,
  address: OpencodeAddress,
  config: string | null,
): Readonly<Record<string, string | null>> {
  return {
    ...Object.fromEntries(PARENT_VARIABLES.filter((name) => name in env).map((name) => [name, null])),
    ...quietVariables(env),
    OPENCODE_SERVER_USERNAME: SERVER_USER,
    OPENCODE_SERVER_PASSWORD: address.password,
    ...(config === null ? {} : { [CONFIG_VARIABLE]: config }),
  };
}

/** Also for the short runs that only ask something. */
export function quietVariables(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(QUIET_VARIABLES.filter((name) => env[name] === undefined).map((name) => [name, '1']));
}
