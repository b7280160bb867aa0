import { uninstallService } from '@ao/system-service';
import type { CliContext } from '../context/cli-context.ts';
import { describeStart } from '../daemon-control/describe-start.ts';
import { ownService } from '../daemon-control/own-service.ts';
import { launchDaemon, type StartedDaemon } from '../daemon-control/start-daemon.ts';

/** What a removal did. */
export interface UninstallResult {
  readonly unitPath: string;
  /** False when there was no service. */
  readonly removed: boolean;
  /** The daemon that took over from the one the service ran; null when the service ran none. */
  readonly daemon: StartedDaemon | null;
}

/** Removes the service of this ao. Agents go on, and so does the daemon, from now on by itself. */
export async function uninstallOwnService(
  { env }: Pick<CliContext, 'env'>,
  options: { readonly force: boolean },
): Promise<UninstallResult> {
  const { manager } = await ownService(env);
  const { removed, stopped } = await uninstallService(manager, options);
  const daemon = stopped ? await launchDaemon({ env }) : null;
  return { unitPath: manager.unitPath, removed, daemon };
}

/** The result for people. */
export function renderUninstall({ unitPath, removed, daemon }: UninstallResult): string {
  if (!removed) return `No service is installed (${unitPath}).`;
  const lines = [`Removed ${unitPath}. The daemon is no longer started by itself.`];
  return [...lines, ...(daemon === null ? [] : [describeStart(daemon), 'Agents go on.'])].join('\n');
}
