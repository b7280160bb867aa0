import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { inspectService, type ServiceStatus, serviceCommand } from '@ao/system-service';
import type { CliContext } from '../context/cli-context.ts';
import { ownService } from '../daemon-control/own-service.ts';

/** The service of this ao as it stands. */
export async function ownServiceStatus({ env }: Pick<CliContext, 'env'>): Promise<ServiceStatus> {
  const { manager, definition } = await ownService(env);
  return inspectService(manager, definition);
}

/** The status for people. */
export function renderServiceStatus(status: ServiceStatus, { paint }: Pick<CliContext, 'paint'>): string {
  if (!status.installed)
    return status.problem === null ? 'No service is installed: ao service install' : `No service is installed. ${status.problem}`;
  const { enabled, active, mainPid, failure, target } = status;
  const fields: readonly (readonly [string, string | null])[] = [
    ['service', [stateWord(active, mainPid), enabledWords(status, enabled)].join(', ')],
    ['file', `${status.unitPath}${originWords(status)}`],
    ['runs', target === null ? null : `${serviceCommand(target).join(' ')}${matchWords(status)}`],
    ['home', target === null ? null : target.home],
    [
      'agents',
      status.sparesAgents === false ? paint('bad', 'end with the daemon: ao service install --force --now') : 'go on when the daemon ends',
    ],
    ['logout', lingerWords(status)],
    ['problem', status.problem],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(8)}  ${value}`])).join('\n');

  function stateWord(isActive: boolean | null, pid: number | null): string {
    if (isActive === null) return paint('attention', 'unknown');
    if (isActive) return `${paint('good', 'running')}${pid === null ? '' : ` (pid ${pid})`}`;
    if (failure === null) return 'not running: ao start';
    return `${paint('bad', 'failed')} (${failure}): journalctl --user -u ${basename(status.unitPath)}, then ao start`;
  }
}

function enabledWords({ lingering }: ServiceStatus, enabled: boolean | null): string {
  if (enabled === null) return 'nobody knows whether it is started by itself';
  if (!enabled) return 'not started by itself: ao service install';
  return lingering === true ? 'started at boot' : 'started when you log in';
}

function originWords({ origin }: ServiceStatus): string {
  if (origin === 'edited') return ', changed by hand';
  return origin === 'foreign' ? ', not written by ao' : '';
}

function matchWords({ matches, differences }: ServiceStatus): string {
  if (matches === true) return ' (this ao)';
  if (differences.length === 0) return '';
  const names = { nodePath: 'another Node.js', commandLine: 'another ao', home: 'another home' } as const;
  return ` (${differences.map((field) => names[field]).join(', ')}: ao service install)`;
}

function lingerWords({ lingering }: ServiceStatus): string | null {
  if (lingering === null) return null;
  return lingering ? 'ends nothing' : `the last one ends daemon and agents: loginctl enable-linger ${userInfo().username}`;
}
