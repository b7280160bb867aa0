import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { AoError } from '@ao/domain';
import { renderSystemdUnit } from '../unit/systemd-unit.ts';
import { createProgramRunner, firstLine, mustSucceed, type ProgramAnswer, type RunProgram } from './manager-program.ts';
import type { ServiceManager, ServiceState } from './service-manager.ts';

/** Where systemd is asked, and for whom. */
export interface SystemdManagerOptions {
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly userName: string;
  readonly userId: number;
  /** Default: the programs on the PATH of `env`. */
  readonly run?: RunProgram | undefined;
  /** Where systemd notes who lingers. Default `/var/lib/systemd/linger`. */
  readonly lingerDirectory?: string | undefined;
}

const SHOWN = ['LoadState', 'UnitFileState', 'ActiveState', 'MainPID', 'KillMode', 'Result'] as const;
/** Kill modes under which the end of the daemon ends no agent. */
const SPARING = new Set(['process', 'none']);

/** The systemd of a user. */
export function createSystemdManager(options: SystemdManagerOptions): ServiceManager {
  const { name, homeDirectory, userName } = options;
  const env = withRuntimeDirectory(options.env, options.userId);
  const run = options.run ?? createProgramRunner(env);
  const unit = `${name}.service`;
  const configHome = env['XDG_CONFIG_HOME'];
  const unitPath = join(
    configHome !== undefined && isAbsolute(configHome) ? configHome : join(homeDirectory, '.config'),
    'systemd/user',
    unit,
  );
  const systemctl = (...args: readonly string[]): Promise<string> => mustSucceed(run, 'systemctl', ['--user', ...args]);
  const lingerDirectory = options.lingerDirectory ?? '/var/lib/systemd/linger';

  async function state(): Promise<ServiceState> {
    const lingering = existsSync(lingerDirectory) ? existsSync(join(lingerDirectory, userName)) : null;
    const answer = await run('systemctl', ['--user', 'show', unit, `--property=${SHOWN.join(',')}`]);
    if (answer.code !== 0) {
      const problem = unavailable(answer, userName).message;
      return { enabled: null, active: null, mainPid: null, sparesAgents: null, lingering, failure: null, problem };
    }
    const shown = new Map(answer.stdout.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    const pid = Number(shown.get('MainPID') ?? 0);
    return {
      enabled: shown.get('UnitFileState') === 'enabled',
      active: ['active', 'activating', 'reloading', 'deactivating'].includes(shown.get('ActiveState') ?? ''),
      mainPid: pid > 0 ? pid : null,
      // Of a unit that is not loaded only the defaults are shown.
      sparesAgents: shown.get('LoadState') === 'loaded' ? SPARING.has(shown.get('KillMode') ?? '') : null,
      lingering,
      failure: shown.get('ActiveState') === 'failed' ? (shown.get('Result') ?? 'unknown') : null,
      problem: null,
    };
  }

  return {
    kind: 'systemd',
    unitPath,
    render: renderSystemdUnit,
    textSparesAgents: (text) => SPARING.has([...text.matchAll(/^[ \t]*KillMode[ \t]*=[ \t]*(\S*)/gm)].at(-1)?.[1] ?? ''),
    async checkAvailable() {
      const answer = await run('systemctl', ['--user', 'show', '--property=Version']);
      if (answer.code !== 0) throw unavailable(answer, userName);
    },
    state,
    async enable() {
      await systemctl('daemon-reload');
      await systemctl('enable', unit);
    },
    async restart() {
      // Somebody who starts it by hand shall not be told that it was started too often.
      await run('systemctl', ['--user', 'reset-failed', unit]);
      await systemctl('restart', unit);
    },
    async stop() {
      if ((await state()).active === true) await systemctl('stop', unit);
    },
    async disable() {
      if ((await state()).enabled === true) await systemctl('disable', unit);
    },
    async forget() {
      await systemctl('daemon-reload');
      // A unit that failed stays in the list of failed ones for ever.
      await run('systemctl', ['--user', 'reset-failed', unit]);
    },
  };
}

/** `su`, `sudo` and cron leave the variable out by which the user's systemd is found, although it may well be there. */
function withRuntimeDirectory(
  env: Readonly<Record<string, string | undefined>>,
  userId: number,
): Readonly<Record<string, string | undefined>> {
  const directory = `/run/user/${userId}`;
  if (env['XDG_RUNTIME_DIR'] !== undefined || !existsSync(directory)) return env;
  return { ...env, XDG_RUNTIME_DIR: directory };
}

function unavailable({ code, stderr }: ProgramAnswer, userName: string): AoError {
  if (code === null) {
    return new AoError('SERVICE_MANAGER_UNAVAILABLE', {
      message: 'This machine has no systemd (systemctl was not found). Let its own service manager run `ao start --foreground`.',
      details: { manager: 'systemd', reason: 'missing' },
    });
  }
  const words = firstLine(stderr);
  if (/bus|XDG_RUNTIME_DIR|No medium found|not been booted with systemd|Host is down/i.test(words)) {
    return new AoError('SERVICE_MANAGER_UNAVAILABLE', {
      message: `The service manager of ${userName} does not run here (${words}). On a machine nobody logs in to: \`loginctl enable-linger ${userName}\`, then try again. In a container, have \`ao start --foreground\` run instead.`,
      details: { manager: 'systemd', reason: 'no_user_manager', stderr },
    });
  }
  return new AoError('SERVICE_MANAGER_UNAVAILABLE', {
    message: `systemd cannot be asked: ${words}. Try \`systemctl --user status\`.`,
    details: { manager: 'systemd', reason: 'failed', stderr },
  });
}
