import { realpathSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { homeLayout, loadConfig } from '@ao/config';
import { defineOwnService, type OwnService } from '@ao/system-service';
import { workingDirectory } from '../context/working-directory.ts';
import { daemonEnvironment } from './clean-environment.ts';

/** Variables of the daemon that stand in a service; its home is always there, and secrets never stand in a file others may read. */
const OWN_SETTING = /^AO_(?!HOME$)(?!.*_(?:TOKEN|SECRET)$)/;

/**
 * The service of the daemon this command talks to: the same Node.js, the same `ao`, the same home.
 *
 * @throws AoError `SERVICE_MANAGER_UNAVAILABLE`, `INVALID_CONFIGURATION`
 */
export async function ownService(env: Readonly<Record<string, string | undefined>>): Promise<OwnService> {
  const config = loadConfig(env, { homeDirectory: homedir(), workingDirectory: workingDirectory(env) });
  const home = realPathOf(config.home);
  const settings = Object.fromEntries(Object.entries(daemonEnvironment(env)).filter(([name]) => OWN_SETTING.test(name)));
  if (config.agentModules.length > 0) settings['AO_AGENT_MODULES'] = config.agentModules.join(',');
  const { username: userName, uid: userId } = userInfo();
  return defineOwnService({
    platform: process.platform,
    env,
    homeDirectory: homedir(),
    userName,
    userId,
    home,
    instanceId: homeLayout(home).instanceId,
    nodePath: process.execPath,
    commandLine: process.argv[1] ?? '',
    settings,
  });
}

/** A home that was never used has no real path yet. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
