import { homedir, userInfo } from 'node:os';
import { AoError } from '@ao/domain';
import { defineOwnService, inspectService, type ServiceStatus } from '@ao/system-service';

/** Which daemon asks. */
export interface OwnDaemon {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly instanceId: string;
  /** The script of the `ao` that belongs to it; undefined when nobody knows it, and it is not compared then. */
  readonly commandLine: string | undefined;
}

/** Looks at the service of this daemon; null on a system that has no services. */
export async function inspectOwnService({ env, home, instanceId, commandLine }: OwnDaemon): Promise<ServiceStatus | null> {
  const { username: userName, uid: userId } = userInfo();
  try {
    const { manager, definition } = await defineOwnService({
      platform: process.platform,
      env,
      homeDirectory: homedir(),
      userName,
      userId,
      home,
      instanceId,
      nodePath: process.execPath,
      commandLine: commandLine ?? '',
      settings: {},
    });
    const status = await inspectService(manager, definition);
    if (commandLine !== undefined) return status;
    const differences = status.differences.filter((field) => field !== 'commandLine');
    return { ...status, differences };
  } catch (error) {
    if (AoError.isInstance(error) && error.code === 'SERVICE_MANAGER_UNAVAILABLE') return null;
    throw error;
  }
}
