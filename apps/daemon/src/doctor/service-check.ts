import { existsSync } from 'node:fs';
import type { CheckReport } from '@ao/httpd';
import type { ServiceStatus, ServiceTarget } from '@ao/system-service';
import type { NamedCheck } from './doctor-checks.ts';

/** What the check of the service takes. */
export interface ServiceCheckOptions {
  /** Looks at the service of this daemon; null on a system that has none. */
  readonly inspect: () => Promise<ServiceStatus | null>;
  /** The pid of this daemon. */
  readonly pid: number;
  /** Whether somebody sits at this machine's screen. */
  readonly hasDisplay: boolean;
}

const INSTALL = 'ao service install --now';

/**
 * Whether the service that starts the daemon is for this ao, leaves agents alive, and is there when it is needed. None is fine: every
 * command that needs the daemon starts it.
 */
export function serviceCheck(options: ServiceCheckOptions): NamedCheck {
  return {
    id: 'service',
    title: 'Service',
    async run() {
      const status = await options.inspect();
      if (status === null) return report('ok', 'This system has no services; commands start the daemon.', null, null);
      if (!status.installed && status.problem !== null)
        return report('ok', `None; commands start the daemon. ${status.problem}`, null, null);
      if (!status.installed) return report('ok', 'None; commands start the daemon. At login or boot: ao service install', null, null);
      return judge(status, options);
    },
  };
}

function judge(status: ServiceStatus, { pid, hasDisplay }: ServiceCheckOptions): CheckReport {
  const { unitPath, origin, target, differences } = status;
  if (status.sparesAgents === false) {
    const summary = 'The service ends all agents when the daemon ends.';
    return { ...report('failed', summary, `${INSTALL} --force`, unitPath), code: 'SERVICE_ENDS_AGENTS' };
  }
  if (origin === 'foreign') return report('warning', 'Its file is not from ao, and is not judged.', 'ao service status', unitPath);
  const gone = target === null ? undefined : [target.nodePath, target.commandLine].find((path) => !existsSync(path));
  if (gone !== undefined) return report('failed', `It cannot start: ${gone} is not there any more.`, force(INSTALL, status), unitPath);
  if (differences.length > 0) return report('warning', `It runs ${wordsFor(differences)}.`, force(INSTALL, status), unitPath);
  if (status.enabled === false) return report('warning', 'It is installed, but not started by itself.', INSTALL, unitPath);
  if (status.enabled === null) return report('ok', `Installed; whether it runs cannot be asked: ${status.problem}`, null, unitPath);
  if (status.mainPid !== pid) {
    return report('warning', 'This daemon was started without it; agents started now end with that login or terminal.', INSTALL, unitPath);
  }
  if (status.lingering === false && !hasDisplay) {
    return report('warning', 'Your last logout ends the daemon and all agents.', 'loginctl enable-linger', unitPath);
  }
  const when = status.lingering === true ? 'at boot' : 'when you log in';
  return report('ok', `Started ${when}; agents go on whichever way the daemon ends.`, null, unitPath);
}

/** A file that was changed by hand is not replaced without being told so. */
function force(remedy: string, { origin }: ServiceStatus): string {
  return origin === 'edited' ? `${remedy} --force` : remedy;
}

function wordsFor(differences: readonly (keyof ServiceTarget)[]): string {
  const words = { nodePath: 'another Node.js', commandLine: 'another ao', home: 'another home' } as const;
  return differences.map((field) => words[field]).join(' and ');
}

function report(level: CheckReport['level'], summary: string, remedy: string | null, path: string | null): CheckReport {
  return { level, summary, path, version: null, remedy, code: level === 'failed' ? 'SERVICE_COMMAND_FAILED' : null };
}
