import { inspectService, installService, type OwnService } from '@ao/system-service';
import type { CliContext } from '../context/cli-context.ts';
import { describeStart } from '../daemon-control/describe-start.ts';
import { ownService } from '../daemon-control/own-service.ts';
import { awaitDaemon, type StartedDaemon } from '../daemon-control/start-daemon.ts';
import { stopDaemon } from '../daemon-control/stop-daemon.ts';

/** What an installation did. */
export interface InstallResult {
  readonly manager: 'systemd' | 'launchd';
  readonly unitPath: string;
  /** False when the file was there already, word for word. */
  readonly changed: boolean;
  /** Started at boot, not only at login; null when nobody knows. */
  readonly lingering: boolean | null;
  /** The daemon, when it was to be started now. */
  readonly daemon: StartedDaemon | null;
  readonly warnings: readonly string[];
}

/** A service manager may take a while to start what it was told to. */
const READY_WITHIN_MS = 20_000;

/** Installs the service of this ao. A daemon that runs outside of it is replaced when it is to run now; agents do not notice. */
export async function installOwnService(
  { env }: Pick<CliContext, 'env'>,
  options: { readonly force: boolean; readonly now: boolean },
): Promise<InstallResult> {
  const service = await ownService(env);
  const { manager, definition } = service;
  const before = await inspectService(manager, definition);
  const { unitPath, changed } = await installService(manager, definition, options);
  const daemon = options.now ? await runNow(env, { service, restart: changed || before.active !== true }) : null;
  const { lingering } = await manager.state();
  const warnings = [...service.risks.map(riskWarning), ...(lingering === false ? [lingerWarning()] : [])];
  return { manager: manager.kind, unitPath, changed, lingering, daemon, warnings };
}

async function runNow(
  env: CliContext['env'],
  { service, restart }: { readonly service: OwnService; readonly restart: boolean },
): Promise<StartedDaemon> {
  if (restart) {
    // One that runs outside of the service holds the home, and would keep the new one out.
    await stopDaemon({ env, endSessions: false });
    await service.manager.restart();
  }
  const daemon = await awaitDaemon(env, READY_WITHIN_MS);
  return { ...daemon, started: restart };
}

function riskWarning({ path, risk }: OwnService['risks'][number]): string {
  const why = risk === 'versioned' ? 'goes when that version is removed' : 'is in a place that is cleaned up';
  return `${path} ${why}: run \`ao service install --now\` again after an update.`;
}

function lingerWarning(): string {
  return 'Without lingering, your last logout ends the daemon and all agents. Keep them: loginctl enable-linger';
}

/** The result for people; warnings come by another way. */
export function renderInstall({ unitPath, changed, lingering, daemon }: InstallResult): string {
  const when = lingering === true ? 'at boot' : 'when you log in';
  return [
    changed ? `Installed ${unitPath}.` : `${unitPath} is installed and up to date.`,
    `The daemon is started ${when}, and again when it fails; agents go on meanwhile.`,
    daemon === null ? 'It is not started now: ao service install --now' : describeStart(daemon),
  ].join('\n');
}
