import { realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { AoError } from '@ao/domain';
import { createLaunchdManager } from './manager/launchd-manager.ts';
import type { RunProgram } from './manager/manager-program.ts';
import type { ServiceManager } from './manager/service-manager.ts';
import { createSystemdManager } from './manager/systemd-manager.ts';
import { findLastingPath, type PathRisk, riskOf } from './paths/lasting-path.ts';
import { type ServiceDefinition, serviceName } from './unit/service-definition.ts';

/** What a daemon is, as far as its service has to know. */
export interface OwnServiceOptions {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly userName: string;
  readonly userId: number;
  /** Absolute path of the data directory, and the id made from it. */
  readonly home: string;
  readonly instanceId: string;
  readonly nodePath: string;
  /** Absolute path of the script of the command line. */
  readonly commandLine: string;
  /** Settings of the daemon besides `AO_HOME` and `PATH`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly run?: RunProgram | undefined;
}

/** The service of a daemon, whether it is installed or not. */
export interface OwnService {
  readonly manager: ServiceManager;
  readonly definition: ServiceDefinition;
  /** Programs whose path may not be there any more at the next start. */
  readonly risks: readonly { readonly path: string; readonly risk: PathRisk }[];
}

/**
 * Makes out what the service of a daemon is called, where its file is and what stands in it.
 *
 * @throws AoError `SERVICE_MANAGER_UNAVAILABLE` on a system without systemd and launchd.
 */
export async function defineOwnService(options: OwnServiceOptions): Promise<OwnService> {
  const { env, home } = options;
  const search = env['PATH'] ?? '';
  const node = await findLastingPath(options.nodePath, { name: 'node', path: search });
  const commandLine = await findLastingPath(options.commandLine, { name: 'ao', path: search });
  const usualHome = join(options.homeDirectory, '.ao');
  const isUsual = home === usualHome || home === (await realpath(usualHome).catch(() => null));
  const definition: ServiceDefinition = {
    name: serviceName({ isUsual, instanceId: options.instanceId }),
    nodePath: node.path,
    commandLine: commandLine.path,
    home,
    environment: { ...options.settings, AO_HOME: home, PATH: lastingSearchPath(search, dirname(node.path)) },
    logPath: join(home, 'logs/service.log'),
  };
  const risks = [node, commandLine].flatMap(({ path, risk }) => (risk === null ? [] : [{ path, risk }]));
  return { manager: managerOf(options, definition.name), definition, risks };
}

function managerOf(options: OwnServiceOptions, name: string): ServiceManager {
  if (options.platform === 'linux') return createSystemdManager({ ...options, name });
  if (options.platform === 'darwin') return createLaunchdManager({ ...options, name });
  throw new AoError('SERVICE_MANAGER_UNAVAILABLE', {
    message: `On ${options.platform} ao has no services. Let the system run \`ao start --foreground\`.`,
    details: { manager: null, reason: 'platform' },
  });
}

/** The folders of a search path that will still be there; the one with Node.js is always among them. */
function lastingSearchPath(path: string, nodeFolder: string): string {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder) && riskOf(`${folder}/`) !== 'temporary');
  return [...new Set(folders.includes(nodeFolder) ? folders : [nodeFolder, ...folders])].join(delimiter);
}
