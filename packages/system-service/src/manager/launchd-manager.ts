import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AoError } from '@ao/domain';
import { launchdLabel, renderLaunchdPlist } from '../unit/launchd-plist.ts';
import { createProgramRunner, firstLine, mustSucceed, type RunProgram } from './manager-program.ts';
import type { ServiceManager, ServiceState } from './service-manager.ts';

/** Where launchd is asked, and for whom. */
export interface LaunchdManagerOptions {
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly userId: number;
  /** Default: the programs on the PATH of `env`. */
  readonly run?: RunProgram | undefined;
}

/** The launchd of a user. Its agents run while the user is logged in at the screen; there is no lingering. */
export function createLaunchdManager(options: LaunchdManagerOptions): ServiceManager {
  const run = options.run ?? createProgramRunner(options.env);
  const label = launchdLabel(options.name);
  const unitPath = join(options.homeDirectory, 'Library/LaunchAgents', `${label}.plist`);
  const domain = `gui/${options.userId}`;
  const target = `${domain}/${label}`;
  const launchctl = (...args: readonly string[]): Promise<string> => mustSucceed(run, 'launchctl', args);
  const isLoaded = async (): Promise<boolean> => (await run('launchctl', ['print', target])).code === 0;

  async function state(): Promise<ServiceState> {
    const unknown = { sparesAgents: null, lingering: null, failure: null };
    const disabled = await run('launchctl', ['print-disabled', domain]);
    if (disabled.code !== 0) {
      return { ...unknown, enabled: null, active: null, mainPid: null, problem: unavailable(disabled.code, disabled.stderr).message };
    }
    const isDisabled = new RegExp(`"${label.replaceAll('.', '\\.')}" => (?:true|disabled)`).test(disabled.stdout);
    const printed = await run('launchctl', ['print', target]);
    const pid = Number(/^\s*pid = (\d+)/m.exec(printed.stdout)?.[1] ?? 0);
    const mainPid = printed.code === 0 && pid > 0 ? pid : null;
    return { ...unknown, enabled: !isDisabled && existsSync(unitPath), active: mainPid !== null, mainPid, problem: null };
  }

  async function unload(): Promise<void> {
    if (await isLoaded()) await launchctl('bootout', target);
  }

  return {
    kind: 'launchd',
    unitPath,
    render: renderLaunchdPlist,
    textSparesAgents: (text) => /<key>AbandonProcessGroup<\/key>\s*<true\s*\/>/.test(text),
    async checkAvailable() {
      const answer = await run('launchctl', ['print-disabled', domain]);
      if (answer.code !== 0) throw unavailable(answer.code, answer.stderr);
    },
    state,
    enable: async () => void (await launchctl('enable', target)),
    async restart() {
      // What is loaded was read from the file as it was then.
      await unload();
      await launchctl('bootstrap', domain, unitPath);
    },
    stop: unload,
    disable: async () => void (await launchctl('disable', target)),
    forget: unload,
  };
}

function unavailable(code: number | null, stderr: string): AoError {
  if (code === null) {
    return new AoError('SERVICE_MANAGER_UNAVAILABLE', {
      message: 'launchctl was not found. Let another service manager run `ao start --foreground`.',
      details: { manager: 'launchd', reason: 'missing' },
    });
  }
  return new AoError('SERVICE_MANAGER_UNAVAILABLE', {
    message: `launchd has no place for agents of this user (${firstLine(stderr)}). Log in at the screen of this Mac, then try again.`,
    details: { manager: 'launchd', reason: 'failed', stderr },
  });
}
